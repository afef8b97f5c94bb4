using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Requests;

/// <summary>A response that is complete in a pooled buffer.</summary>
public sealed class BufferedResponse : GraphQLResponse
{
    private readonly JsonBuffer json;
    private readonly int? statusCode;

    private BufferedResponse(
        JsonBuffer json, bool hasData, OperationKind? kind, OperationSummary? summary, IReadOnlyList<GraphQLError> errors, int? statusCode)
    {
        this.json = json;
        this.statusCode = statusCode;
        HasData = hasData;
        Kind = kind;
        Summary = summary;
        ErrorCode = errors.Count > 0 ? errors[0].Code : null;
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Body => json.WrittenMemory;

    /// <inheritdoc/>
    public override bool HasData { get; }

    /// <inheritdoc/>
    public override OperationKind? Kind { get; }

    /// <inheritdoc/>
    public override int? StatusCode => statusCode;

    /// <inheritdoc/>
    public override OperationSummary? Summary { get; }

    /// <inheritdoc/>
    public override string? ErrorCode { get; }

    /// <inheritdoc/>
    public override string? EntityTag => HasData && Kind == OperationKind.Query && ErrorCode is null ? ResponseTag.Of(Body.Span) : null;

    /// <summary>A request that cannot be executed.</summary>
    public static BufferedResponse Refused(
        IReadOnlyList<GraphQLError> errors, Language language, OperationKind? kind = null, OperationSummary? summary = null, int? statusCode = null)
    {
        var json = new JsonBuffer();
        json.Raw((byte)'{');
        ErrorWriter.Write(json, errors, language);
        json.Raw((byte)'}');
        return new BufferedResponse(json, false, kind, summary, errors, statusCode);
    }

    /// <summary>An executed request.</summary>
    /// <param name="data">The JSON of <c>data</c>; empty for null. It becomes the response's where there are no errors.</param>
    /// <param name="errors">The errors of fields.</param>
    /// <param name="kind">The operation's type.</param>
    /// <param name="language">The language of messages.</param>
    /// <param name="summary">For the access record.</param>
    /// <param name="extensions">The JSON members of <c>extensions</c>; empty for none.</param>
    /// <param name="statusCode">Another HTTP status than the rule gives; null for the rule.</param>
    public static BufferedResponse Executed(
        ReadOnlySpan<byte> data, IReadOnlyList<GraphQLError> errors, OperationKind kind, Language language, OperationSummary summary,
        ReadOnlySpan<byte> extensions, int? statusCode = null)
    {
        var json = new JsonBuffer();
        json.Raw((byte)'{');
        if (errors.Count > 0)
        {
            ErrorWriter.Write(json, errors, language);
            json.Raw((byte)',');
        }

        json.Raw("\"data\":"u8);
        json.Raw(data.IsEmpty ? "null"u8 : data);
        if (!extensions.IsEmpty)
        {
            json.Raw(",\"extensions\":{"u8);
            json.Raw(extensions);
            json.Raw((byte)'}');
        }

        json.Raw((byte)'}');
        return new BufferedResponse(json, true, kind, summary, errors, statusCode);
    }

    /// <summary>The cost alone; nothing was executed.</summary>
    public static BufferedResponse CostOnly(ReadOnlySpan<byte> extensions, OperationKind kind, OperationSummary summary)
    {
        var json = new JsonBuffer();
        json.Raw("{\"extensions\":{"u8);
        json.Raw(extensions);
        json.Raw("}}"u8);
        return new BufferedResponse(json, true, kind, summary, [], null);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        json.Dispose();
        base.Dispose(disposing);
    }
}
