using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Execution;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Api.Http;

/// <summary>Sends a subscription's answers as long as the caller listens, its token is valid and the server runs.</summary>
internal sealed class SubscriptionSender(TimeProvider time, IHostApplicationLifetime lifetime, SubscriberMetrics metrics)
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    /// <param name="requestContext">The request.</param>
    /// <param name="execution">Its execution, which lasts as long as the stream.</param>
    /// <param name="start">The id behind which the stream begins; null where it has none.</param>
    /// <param name="events">What to send.</param>
    public async Task SendAsync(RequestContext requestContext, TimedExecution execution, string? start, IAsyncEnumerable<GraphQLResponse> events)
    {
        execution.Last();
        requestContext.Transport = Transport.EventStream;
        using var expiry = new CancellationTokenSource(TimeLeft(requestContext.Caller), time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(execution.Token, lifetime.ApplicationStopping, expiry.Token);
        var stream = new EventStream(requestContext.Context, time);
        metrics.EventStreams.Joined();
        try
        {
            await stream.OpenAsync(start, end.Token);
            requestContext.ErrorCode = await stream.SendAllAsync(events, metrics.EventStreams, end.Token);
            await stream.CompleteAsync(end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // No "complete": a client that sees the stream break off connects again, with a new token or to another server.
            requestContext.ErrorCode = null;
        }
        finally
        {
            metrics.EventStreams.Left();
        }
    }

    /// <summary>Sends the answer of a query or mutation to a client that takes only events.</summary>
    public async Task SendOneAsync(HttpContext context, GraphQLResponse response)
    {
        var stream = new EventStream(context, time);
        await stream.OpenAsync(null, context.RequestAborted);
        await stream.SendAsync(response, context.RequestAborted);
        await stream.CompleteAsync(context.RequestAborted);
    }

    /// <summary>As for tokens at the door: a stream ends when a new request would be refused.</summary>
    private TimeSpan TimeLeft(Caller caller)
    {
        if (caller.ExpiresAt is not { } expiry)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var left = expiry + TokenVerifier.ClockSkew - time.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero : left > LongestTimer ? LongestTimer : left;
    }
}
