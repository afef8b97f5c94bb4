using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Api.Telemetry;

/// <summary>What remains of a request when it is over: a line in the access record, and its part in the metrics.</summary>
internal sealed class RequestRecords(AccessLog log, RequestMetrics metrics, TimeProvider time)
{
    /// <summary>A timestamp to begin with.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>An operation, or a request that never came so far.</summary>
    public void Add(RequestContext requestContext)
    {
        var elapsed = time.GetElapsedTime(requestContext.StartedAt);
        metrics.Count(requestContext, elapsed);
        log.Write(
            requestContext.Context, requestContext.Transport, requestContext.Caller, requestContext.TraceId, requestContext.Kind, requestContext.Summary, requestContext.ErrorCode, elapsed);
    }

    /// <summary>Answers a request to an address, and records it under its route, whichever operation is behind it and however it ends.</summary>
    /// <param name="requestContext">The request; from here on its summary has the route's name.</param>
    /// <param name="route">The route.</param>
    /// <param name="kind">What it is where it never came to an operation; null for what is none.</param>
    /// <param name="answer">Answers it.</param>
    /// <param name="document">The hash of the document that the route leads to, where it is one.</param>
    public async Task RecordAsync(RequestContext requestContext, string route, OperationKind? kind, Func<Task> answer, string document = "")
    {
        Name();
        try
        {
            await answer();
        }
        catch (Exception exception)
        {
            // The outermost layer answers and logs it; the record only says that it was so.
            requestContext.Fail(exception);
            throw;
        }
        finally
        {
            Name();
            Add(requestContext);
        }

        void Name()
        {
            requestContext.Kind ??= kind;
            requestContext.Summary = requestContext.Summary is { } summary ? summary with { Name = route } : new OperationSummary(route, document, 0, 0, 0, 0, null, false);
        }
    }

    /// <summary>A request that is no operation: the schema's text, a method that is not answered.</summary>
    public void AddOther(HttpContext context, Caller caller, string? errorCode, long startedAt)
    {
        if (errorCode is not null)
        {
            metrics.CountError(errorCode);
        }

        log.Write(context, Transport.Http, caller, Traces.IdOf(context), null, null, errorCode, time.GetElapsedTime(startedAt));
    }

    /// <summary>A token that was not accepted; nothing of it is kept.</summary>
    public void AddToken(HttpContext context, Transport transport, TokenFailure reason, long startedAt)
    {
        metrics.CountToken(reason);
        // Of other addresses, such as the probes', there is no access record.
        if (!context.Request.Path.StartsWithSegments(RequestReader.Path) && !Problem.IsWanted(context))
        {
            return;
        }

        metrics.CountError(ErrorCodes.NotAuthenticated);
        log.Write(context, transport, Caller.Anonymous, Traces.IdOf(context), null, null, ErrorCodes.NotAuthenticated, time.GetElapsedTime(startedAt), reason);
    }
}
