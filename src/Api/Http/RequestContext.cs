using System.Diagnostics;
using KGPlanGraph.Api.Addresses;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Api.Http;

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

    private static CostReporting CostReportingOf(string header) =>
        header.Length == 0 ? CostReporting.None
        : header.Equals("report", StringComparison.OrdinalIgnoreCase) ? CostReporting.Report
        : header.Equals("validate", StringComparison.OrdinalIgnoreCase) ? CostReporting.Validate
        : CostReporting.None;
}

/// <summary>
/// The W3C trace that a request belongs to, as 32 hexadecimal digits: the caller's from <c>traceparent</c>, else this request's own. The host starts an activity
/// per request where spans are exported; without one the header is read here.
/// </summary>
internal static class Traces
{
    private const int Length = 32;

    /// <summary>The trace of what begins now: without a caller's trace a new one, also on a connection that has seen others.</summary>
    public static string Begin(HttpContext context) => Given(context) ?? (context.TraceIdentifier = ActivityTraceId.CreateRandom().ToHexString());

    /// <summary>The trace that has begun, so that all that is said of a request is said under one.</summary>
    public static string IdOf(HttpContext context) =>
        Given(context) ?? (context.TraceIdentifier is { Length: Length } begun ? begun : Begin(context));

    private static string? Given(HttpContext context)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            return activity.TraceId.ToHexString();
        }

        return ActivityContext.TryParse(context.Request.Headers.TraceParent, null, out var parent) ? parent.TraceId.ToHexString() : null;
    }
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
