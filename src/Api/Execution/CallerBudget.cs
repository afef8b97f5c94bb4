using System.Collections.Concurrent;
using System.Globalization;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Limits;

namespace KGPlanGraph.Api.Execution;

/// <summary>
/// Cost points per caller and minute. A request costs one point before it runs and the rest of what it used after it, when that is known, however it
/// ended; who has none left waits. More than there is is owed, up to a minute's points: otherwise the dearest request would cost the last point.
/// Callers without a token share a budget per address.
/// </summary>
internal sealed class CallerBudget(GraphQLOptions options, Func<HttpContext, Caller> callerOf, TimeProvider? time = null)
{
    // Full budgets say nothing: they are looked for when there are many, and not at each request.
    private const int ManyBudgets = 10_000;

    private readonly ConcurrentDictionary<string, Budget> budgets = new(StringComparer.Ordinal);
    private readonly int perMinute = options.CostPerMinute;
    private readonly (int Points, TimeSpan Period) refill = RefillOf(Math.Max(1, options.CostPerMinute));
    private readonly string limit = options.CostPerMinute.ToString(CultureInfo.InvariantCulture);
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private long lastSweep;

    /// <summary>Null where the caller may go on, else why not; the header <c>Retry-After</c> is then set, where headers are still to be sent.</summary>
    public Refusal? Enter(HttpContext context)
    {
        if (perMinute == 0)
        {
            return null;
        }

        var budget = BudgetOf(context);
        if (budget.TryEnter(Now) is not { } wait)
        {
            return null;
        }

        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        if (!context.Response.HasStarted)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            WriteHeaders(context, budget);
        }

        return new(StatusCodes.Status429TooManyRequests, new(ErrorCodes.TooManyRequests, new(
            $"The caller has spent its {limit} cost points per minute; try again in {seconds} s.",
            $"Đã dùng hết {limit} điểm chi phí mỗi phút; vui lòng thử lại sau {seconds} giây.")));
    }

    /// <summary>Charges what the request has cost beyond its first point, and tells the caller what is left.</summary>
    public void Charge(HttpContext context, double cost)
    {
        if (perMinute == 0)
        {
            return;
        }

        var budget = BudgetOf(context);
        budget.Charge(Math.Max(0, Math.Ceiling(cost) - 1), Now);
        if (!context.Response.HasStarted)
        {
            WriteHeaders(context, budget);
        }
    }

    /// <summary>Whole points, and the time in which exactly so many of a minute's come back: about a second, longer where a minute has less than 60.</summary>
    internal static (int Points, TimeSpan Period) RefillOf(int perMinute)
    {
        var points = Math.Max(1, perMinute / 60);
        return (points, TimeSpan.FromMinutes((double)points / perMinute));
    }

    private TimeSpan Now => time.GetElapsedTime(0);

    private void WriteHeaders(HttpContext context, Budget budget)
    {
        var headers = context.Response.Headers;
        var remaining = budget.Remaining(Now);
        // Until as many points have come back as are not left.
        var reset = Math.Ceiling((perMinute - remaining) * 60d / perMinute);
        headers["RateLimit-Limit"] = limit;
        headers["RateLimit-Remaining"] = remaining.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = reset.ToString(CultureInfo.InvariantCulture);
    }

    private Budget BudgetOf(HttpContext context)
    {
        var key = callerOf(context).Subject is { } subject ? "subject " + subject : $"address {context.Connection.RemoteIpAddress}";
        if (budgets.TryGetValue(key, out var budget))
        {
            return budget;
        }

        if (budgets.Count >= ManyBudgets)
        {
            ForgetFull();
        }

        return budgets.GetOrAdd(key, _ => new Budget(perMinute, refill.Points, refill.Period, Now));
    }

    private void ForgetFull()
    {
        var now = Now;
        var last = Interlocked.Read(ref lastSweep);
        if (now.Ticks - last < TimeSpan.TicksPerMinute || Interlocked.CompareExchange(ref lastSweep, now.Ticks, last) != last)
        {
            return;
        }

        foreach (var (key, budget) in budgets)
        {
            if (budget.Points(now) >= perMinute)
            {
                budgets.TryRemove(new(key, budget));
            }
        }
    }

    /// <summary>The points of one caller. They come back a few at a time, so that those of a minute come back in a minute exactly.</summary>
    private sealed class Budget(int most, int refill, TimeSpan period, TimeSpan now)
    {
        private readonly Lock turn = new();
        private double points = most;
        private TimeSpan since = now;

        /// <summary>Null where a point was taken, else how long it takes until there is one.</summary>
        public TimeSpan? TryEnter(TimeSpan now)
        {
            lock (turn)
            {
                Refill(now);
                if (points < 1)
                {
                    return since + (Math.Ceiling((1 - points) / refill) * period) - now;
                }

                points--;
                return null;
            }
        }

        public void Charge(double cost, TimeSpan now)
        {
            lock (turn)
            {
                Refill(now);
                // What is owed is paid back within the minute.
                points = Math.Max(points - cost, 1 - most);
            }
        }

        public double Points(TimeSpan now)
        {
            lock (turn)
            {
                Refill(now);
                return points;
            }
        }

        public long Remaining(TimeSpan now) => (long)Math.Max(0, Points(now));

        private void Refill(TimeSpan now)
        {
            var periods = Math.Floor((now - since) / period);
            if (periods > 0)
            {
                points = Math.Min(most, points + (periods * refill));
                since += periods * period;
            }
        }
    }
}
