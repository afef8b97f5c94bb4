using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Http;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Api.Telemetry;

/// <summary>What remains of a request when it is over: a line in the access record, and its part in the figures.</summary>
internal sealed class RequestRecords(AccessLog log, RequestFigures figures, TimeProvider time)
{
    /// <summary>A timestamp to begin with.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>An operation, or a request that never came so far.</summary>
    public void Add(Exchange exchange)
    {
        var elapsed = time.GetElapsedTime(exchange.StartedAt);
        figures.Count(exchange, elapsed);
        log.Write(
            exchange.Context, exchange.Transport, exchange.Caller, exchange.TraceId, exchange.Kind, exchange.Summary, exchange.ErrorCode, elapsed);
    }

    /// <summary>A request that is no operation: the schema's text, a method that is not answered.</summary>
    public void AddOther(HttpContext context, Caller caller, string? errorCode, long startedAt)
    {
        if (errorCode is not null)
            figures.CountError(errorCode);
        log.Write(context, Transport.Http, caller, Traces.IdOf(context), null, null, errorCode, time.GetElapsedTime(startedAt));
    }

    /// <summary>A token that was not accepted; nothing of it is kept.</summary>
    public void AddToken(HttpContext context, Transport transport, TokenFailure reason, long startedAt)
    {
        figures.CountToken(reason);
        // Of other addresses, such as the probes', there is no access record.
        if (!context.Request.Path.StartsWithSegments(GraphQLEndpoint.Path))
            return;
        figures.CountError(ErrorCodes.NotAuthenticated);
        log.Write(context, transport, Caller.Anonymous, Traces.IdOf(context), null, null, ErrorCodes.NotAuthenticated, time.GetElapsedTime(startedAt));
    }
}
