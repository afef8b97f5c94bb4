using System.Threading.RateLimiting;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Persistence.Telemetry;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Limits;

namespace KGPlanGraph.Api.Execution;

/// <summary>
/// Lets a bounded number of requests run at once and a bounded number wait a short time. What is beyond is told to come back, which is
/// cheaper for both than a timeout.
/// </summary>
internal sealed class ConcurrencyLimit : IDisposable
{
    /// <summary>The answer to whom there is no room for.</summary>
    public static readonly Refusal Busy = new(StatusCodes.Status503ServiceUnavailable, new(ErrorCodes.ServerBusy, new(
        "The server is busy; try again shortly.", "Máy chủ đang quá tải; vui lòng thử lại sau giây lát.")));

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly GraphQLOptions options;
    private readonly ConcurrencyLimiter limiter;

    public ConcurrencyLimit(GraphQLOptions options, ServiceMeter service)
    {
        this.options = options;
        limiter = new(new()
        {
            PermitLimit = options.MaxConcurrentRequests,
            QueueLimit = options.MaxQueuedRequests,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        service.Meter.CreateObservableUpDownCounter(
            "kgplangraph.requests.running", () => options.MaxConcurrentRequests - (limiter.GetStatistics()?.CurrentAvailablePermits ?? 0), "{request}",
            "Requests in execution.");
        service.Meter.CreateObservableUpDownCounter(
            "kgplangraph.requests.waiting", () => limiter.GetStatistics()?.CurrentQueuedCount ?? 0, "{request}", "Requests in the queue.");
    }

    /// <summary>A lease to dispose when the request is done; not acquired where there is no room.</summary>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellationToken)
    {
        var lease = limiter.AttemptAcquire();
        return lease.IsAcquired || options.MaxQueuedRequests == 0 ? new(lease) : WaitAsync(lease, cancellationToken);
    }

    public void Dispose() => limiter.Dispose();

    private async ValueTask<RateLimitLease> WaitAsync(RateLimitLease refused, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(LongestWait);
        try
        {
            return await limiter.AcquireAsync(1, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return refused;
        }
    }
}
