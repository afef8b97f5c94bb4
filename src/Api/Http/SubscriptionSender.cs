using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Execution;

namespace KGPlanGraph.Api.Http;

/// <summary>Sends a subscription's answers as long as the caller listens, its token is valid and the server runs.</summary>
internal sealed class SubscriptionSender(TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>As for tokens at the door: a stream ends when a new request would be refused.</summary>
    static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    public async Task SendAsync(Exchange exchange, Execution execution, IAsyncEnumerable<GraphQLResponse> events)
    {
        execution.Last();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(execution.Token, lifetime.ApplicationStopping);
        EndWithToken(exchange.Caller, end);
        var stream = new EventStream(exchange.Context, time);
        try
        {
            await stream.OpenAsync(end.Token);
            await stream.SendAllAsync(events, end.Token);
            await stream.CompleteAsync(end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // No "complete": a client that sees the stream break off connects again, with a new token or to another server.
            exchange.ErrorCode = null;
        }
    }

    /// <summary>Sends the answer of a query or mutation to a client that takes only events.</summary>
    public async Task SendOneAsync(HttpContext context, GraphQLResponse response)
    {
        var stream = new EventStream(context, time);
        await stream.OpenAsync(context.RequestAborted);
        await stream.SendAsync(response.Body, context.RequestAborted);
        await stream.CompleteAsync(context.RequestAborted);
    }

    void EndWithToken(Caller caller, CancellationTokenSource end)
    {
        if (caller.ExpiresAt is not { } expiry)
            return;
        var left = expiry + ClockSkew - time.GetUtcNow();
        if (left < TimeSpan.FromDays(30))
            end.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }
}
