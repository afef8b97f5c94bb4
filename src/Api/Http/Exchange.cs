using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Execution;

namespace KGPlanGraph.Api.Http;

/// <summary>What is known of one HTTP request before and after it is executed.</summary>
internal sealed class Exchange(HttpContext context, long startedAt)
{
    public HttpContext Context { get; } = context;

    /// <summary>A timestamp of the <see cref="TimeProvider"/>.</summary>
    public long StartedAt { get; } = startedAt;

    public Caller Caller { get; } = context.GetCaller();

    public Language Language { get; } = AcceptedLanguage.Of(context.Request.Headers.AcceptLanguage);

    public AcceptedFormats Formats { get; } = AcceptedFormats.Of(context.Request.Headers.Accept);

    public string TraceId { get; } = Traces.IdOf(context);

    /// <summary>For the access record; the last of a list of requests counts.</summary>
    public OperationKind? Kind { get; set; }

    /// <summary>For the access record; the last of a list of requests counts.</summary>
    public OperationSummary? Summary { get; set; }

    /// <summary>Why the request was not executed.</summary>
    public string? ErrorCode { get; set; }

    public GraphQLRequest RequestOf(Envelope envelope) => new()
    {
        Document = envelope.Document ?? default,
        DocumentId = envelope.DocumentId,
        OperationName = envelope.OperationName,
        Variables = envelope.Variables,
        Caller = Caller,
        Language = Language,
        ReadOnly = HttpMethods.IsGet(Context.Request.Method),
        Cost = CostReportingOf(Context.Request.Headers["GraphQL-Cost"].ToString()),
        TraceId = TraceId,
    };

    /// <summary>The answer to a request that is not executed.</summary>
    public GraphQLResponse Refuse(Refusal refusal)
    {
        ErrorCode = refusal.Error.Code;
        return refusal.In(Language);
    }

    static CostReporting CostReportingOf(string header) =>
        header.Length == 0 ? CostReporting.None
        : header.Equals("report", StringComparison.OrdinalIgnoreCase) ? CostReporting.Report
        : header.Equals("validate", StringComparison.OrdinalIgnoreCase) ? CostReporting.Validate
        : CostReporting.None;
}
