using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Api.Telemetry;

/// <summary>
/// One structured line per request, kept as the record of who asked what: no token, no variable, no value. Switched off with
/// <c>Logging__LogLevel__KGPlanGraph.Access=None</c>.
/// </summary>
internal sealed partial class AccessLog(ILoggerFactory loggers)
{
    /// <summary>The lines' category.</summary>
    public const string Category = "KGPlanGraph.Access";

    private const string Fields =
        "{Method} {Kind} {Operation} {Hash} by {Caller} of {Agency} ({Roles}): {Status} {Result}, "
        + "cost {Cost}, {Rows} rows, {Statements} statements, cached {FromCache}, {Milliseconds} ms over {Transport}, trace {TraceId}";

    private readonly ILogger logger = loggers.CreateLogger(Category);

    /// <param name="context">The request, after its answer.</param>
    /// <param name="transport">How the operation came, or its events go.</param>
    /// <param name="caller">Who asked.</param>
    /// <param name="traceId">As in the answer's errors.</param>
    /// <param name="kind">Null where the request never came so far.</param>
    /// <param name="summary">Null where the request never came so far.</param>
    /// <param name="errorCode">The first error's code; null where all went well.</param>
    /// <param name="elapsed">From the request's arrival to the end of its answer.</param>
    /// <param name="refusal">Why the token was not accepted; null where that is not it.</param>
    public void Write(
        HttpContext context, Transport transport, Caller caller, string traceId, OperationKind? kind, OperationSummary? summary, string? errorCode,
        TimeSpan elapsed, TokenFailure? refusal = null)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        if (refusal is { } reason)
        {
            RefusedLine(
                logger, context.Request.Method, kind, summary?.Name, summary?.Hash, caller.Subject, caller.AgencyCode, caller.Roles,
                context.Response.StatusCode, errorCode ?? "OK", summary?.FieldCost ?? 0, summary?.Rows ?? 0,
                summary?.Statements ?? 0, summary?.FromCache ?? false, Math.Round(elapsed.TotalMilliseconds, 3), transport, traceId, reason);
            return;
        }

        Line(
            logger, context.Request.Method, kind, summary?.Name, summary?.Hash, caller.Subject, caller.AgencyCode, caller.Roles,
            context.Response.StatusCode, errorCode ?? "OK", summary?.FieldCost ?? 0, summary?.Rows ?? 0,
            summary?.Statements ?? 0, summary?.FromCache ?? false, Math.Round(elapsed.TotalMilliseconds, 3), transport, traceId);
    }

    [LoggerMessage(1, LogLevel.Information, Fields)]
    static partial void Line(
        ILogger logger, string method, OperationKind? kind, string? operation, string? hash, string? caller, string? agency, Role roles,
        int status, string result, double cost, int rows, int statements, bool fromCache, double milliseconds, Transport transport,
        string traceId);

    [LoggerMessage(2, LogLevel.Information, Fields + ", token refused: {TokenRefusal}")]
    static partial void RefusedLine(
        ILogger logger, string method, OperationKind? kind, string? operation, string? hash, string? caller, string? agency, Role roles,
        int status, string result, double cost, int rows, int statements, bool fromCache, double milliseconds, Transport transport,
        string traceId, TokenFailure tokenRefusal);
}
