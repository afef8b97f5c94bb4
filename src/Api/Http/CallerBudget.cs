using System.Globalization;
using System.Threading.RateLimiting;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Limits;

namespace KGPlanGraph.Api.Http;

/// <summary>
/// Cost points per caller and minute. A request costs one point before it runs and the rest of its cost after it, when that is known;
/// who has none left waits. Callers without a token share a budget per address.
/// </summary>
internal sealed class CallerBudget : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext>? limiter;
    private readonly int perMinute;
    private readonly string limit;
    private readonly Func<HttpContext, Caller> callerOf;

    public CallerBudget(GraphQLOptions options, Func<HttpContext, Caller> callerOf)
    {
        this.callerOf = callerOf;
        perMinute = options.CostPerMinute;
        limit = perMinute.ToString(CultureInfo.InvariantCulture);
        if (perMinute > 0)
        {
            limiter = PartitionedRateLimiter.Create<HttpContext, string>(PartitionOf);
        }
    }

    /// <summary>Null where the caller may go on, else why not; the header <c>Retry-After</c> is then set, where headers are still to be sent.</summary>
    public Refusal? Enter(HttpContext context)
    {
        if (limiter is null)
        {
            return null;
        }

        using var lease = limiter.AttemptAcquire(context);
        if (lease.IsAcquired)
        {
            return null;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : RefillOf(perMinute).Period;
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        if (!context.Response.HasStarted)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            WriteHeaders(context);
        }

        return new(StatusCodes.Status429TooManyRequests, new(ErrorCodes.TooManyRequests, new(
            $"The caller has spent its {limit} cost points per minute; try again in {seconds} s.",
            $"Đã dùng hết {limit} điểm chi phí mỗi phút; vui lòng thử lại sau {seconds} giây.")));
    }

    /// <summary>Charges what the request has cost beyond its first point, and tells the caller what is left.</summary>
    public void Charge(HttpContext context, double cost)
    {
        if (limiter is null)
        {
            return;
        }

        var due = (int)Math.Min(Math.Ceiling(cost) - 1, perMinute);
        if (due > 0)
        {
            using var lease = limiter.AttemptAcquire(context, due);
            if (!lease.IsAcquired)
            {
                // More than there is: the bucket is emptied. It cannot owe.
                using var rest = limiter.AttemptAcquire(context, (int)Math.Min(due, Remaining(context)));
            }
        }

        if (!context.Response.HasStarted)
        {
            WriteHeaders(context);
        }
    }

    /// <summary>Whole points, and the time in which exactly so many of a minute's come back: about a second, longer where a minute has less than 60.</summary>
    internal static (int Points, TimeSpan Period) RefillOf(int perMinute)
    {
        var points = Math.Max(1, perMinute / 60);
        return (points, TimeSpan.FromMinutes((double)points / perMinute));
    }

    public void Dispose() => limiter?.Dispose();

    private long Remaining(HttpContext context) => limiter!.GetStatistics(context)?.CurrentAvailablePermits ?? 0;

    private void WriteHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        var remaining = Remaining(context);
        var reset = (perMinute - remaining) * 60 / perMinute;
        headers["RateLimit-Limit"] = limit;
        headers["RateLimit-Remaining"] = remaining.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = reset.ToString(CultureInfo.InvariantCulture);
    }

    private RateLimitPartition<string> PartitionOf(HttpContext context)
    {
        var key = callerOf(context).Subject ?? $"address {context.Connection.RemoteIpAddress}";
        var refill = RefillOf(perMinute);
        return RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
        {
            TokenLimit = perMinute,
            TokensPerPeriod = refill.Points,
            ReplenishmentPeriod = refill.Period,
            QueueLimit = 0,
        });
    }
}
