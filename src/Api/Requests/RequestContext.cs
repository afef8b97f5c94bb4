using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Api.Requests;

/// <summary>What is known of one HTTP request before and after it is executed.</summary>
internal sealed class RequestContext(HttpContext context, long startedAt)
{
    /// <summary>The record's word for a caller who went away before the answer; the client never sees it.</summary>
    public const string Gone = "GONE";

    public HttpContext Context { get; } = context;

    /// <summary>A timestamp of the <see cref="TimeProvider"/>.</summary>
    public long StartedAt { get; private set; } = startedAt;

    /// <summary>For the access record.</summary>
    public Transport Transport { get; set; }

    public Caller Caller { get; private set; } = context.GetCaller();

    public Language Language { get; } = AcceptedLanguage.Of(context.Request.Headers.AcceptLanguage);

    public AcceptedFormats Formats { get; } = AcceptedFormats.Of(context.Request.Headers.Accept);

    /// <summary>The format of rows that the client likes best; null where it is JSON.</summary>
    public RowFormat? RowFormat { get; } = RowFormats.Named(context.Request.Headers.Accept);

    /// <summary>The caller goes away, or wants the answer no longer.</summary>
    public CancellationToken Aborted { get; init; } = context.RequestAborted;

    /// <summary>Whether a mutation is refused: by GET and HEAD, though not over a WebSocket, which begins as one.</summary>
    public bool ReadOnly { get; init; } = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    /// <summary>Whether the header <c>GraphQL-Cost</c> counts: not where the answer is not GraphQL's.</summary>
    public bool ReportsCost { get; init; } = true;

    public string TraceId { get; } = Traces.Begin(context);

    /// <summary>For the access record.</summary>
    public OperationKind? Kind { get; set; }

    /// <summary>For the access record.</summary>
    public OperationSummary? Summary { get; set; }

    /// <summary>Why the request was not executed.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>Goes on as somebody whom the request names otherwise than by a token.</summary>
    public void ActFor(Caller caller)
    {
        Context.Features.Set(caller);
        Caller = caller;
    }

    /// <summary>Goes on to the next operation of a list; what is known of the one before is forgotten.</summary>
    public void GoOn(long startedAt)
    {
        StartedAt = startedAt;
        (Kind, Summary, ErrorCode) = (null, null, null);
    }

    public GraphQLRequest RequestOf(Envelope envelope) => new()
    {
        Document = envelope.Document ?? default,
        DocumentId = envelope.DocumentId,
        OperationName = envelope.OperationName,
        Variables = envelope.Variables,
        Caller = Caller,
        Language = Language,
        ReadOnly = ReadOnly,
        // A WebSocket has many operations, and no events with ids.
        LastEventId = Transport != Transport.WebSocket && Context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : null,
        Cost = ReportsCost ? CostReportingOf(Context.Request.Headers["GraphQL-Cost"].ToString()) : CostReporting.None,
        TraceId = TraceId,
    };

    /// <summary>The answer to a request that is not executed.</summary>
    public GraphQLResponse Refuse(Refusal refusal)
    {
        ErrorCode = refusal.Error.Code;
        return refusal.In(Language);
    }

    /// <summary>Answers with a problem, at addresses that do not speak GraphQL.</summary>
    public Task WriteProblemAsync(Refusal refusal)
    {
        ErrorCode = refusal.Error.Code;
        return Problem.WriteAsync(Context, refusal, Language, TraceId);
    }

    /// <summary>Notes for the record what the outermost layer will answer. A response that has started keeps its status, and is broken off.</summary>
    public void Fail(Exception exception)
    {
        var (status, code) = ExceptionMiddleware.OutcomeOf(Context, exception);
        ErrorCode = code ?? Gone;
        if (!Context.Response.HasStarted)
        {
            Context.Response.StatusCode = status;
        }
    }

    private static CostReporting CostReportingOf(string header) =>
        header.Length == 0 ? CostReporting.None
        : header.Equals("report", StringComparison.OrdinalIgnoreCase) ? CostReporting.Report
        : header.Equals("validate", StringComparison.OrdinalIgnoreCase) ? CostReporting.Validate
        : CostReporting.None;
}

/// <summary>How an operation comes and its answer goes.</summary>
internal enum Transport
{
    /// <summary>One answer to one request.</summary>
    Http,

    /// <summary>Server-sent events.</summary>
    EventStream,

    /// <summary>graphql-transport-ws.</summary>
    WebSocket,
}
