using System.Collections.Concurrent;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Api.Execution;

/// <summary>
/// One answer with the time that it was given. The time's source goes back to the clock with the answer, or, where it has been cancelled or
/// a subscription lives on it, is thrown away.
/// </summary>
internal sealed class TimedExecution(TimeoutPool clock, CancellationToken aborted) : IDisposable
{
    private readonly CancellationTokenSource time = clock.Start();
    private CancellationTokenRegistration onAbort;
    private bool isKept;

    public GraphQLResponse? Response { get; set; }

    public CancellationToken Token => time.Token;

    /// <summary>True where the time is up, and it was not the caller who went away.</summary>
    public bool IsTimedOut => time.IsCancellationRequested && !aborted.IsCancellationRequested;

    /// <summary>Passes the caller's going away on.</summary>
    public void Follow() =>
        onAbort = aborted.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), time);

    /// <summary>Stops the time: what is running now may last.</summary>
    public void Last()
    {
        isKept = true;
        time.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    /// <summary>The answer to what took too long.</summary>
    public static Refusal TimedOut(TimeSpan limit) => new(null, new(ErrorCodes.TimedOut, new(
        $"The request took longer than {limit.TotalSeconds:0.###} s and was cancelled; request less at once.",
        $"Yêu cầu không hoàn thành trong {limit.TotalSeconds:0.###} giây và đã bị hủy; hãy yêu cầu ít dữ liệu hơn mỗi lần.")));

    public void Dispose()
    {
        onAbort.Dispose();
        Response?.Dispose();
        if (isKept)
        {
            time.Dispose();
        }
        else
        {
            clock.Stop(time);
        }
    }
}

/// <summary>
/// Gives each request its time. A source and its timer are used again for the next request, so that a request in time allocates neither;
/// <c>CreateLinkedTokenSource</c> with <c>CancelAfter</c> would make both each time.
/// </summary>
internal sealed class TimeoutPool(GraphQLOptions options)
{
    private readonly ConcurrentQueue<CancellationTokenSource> idle = [];

    public CancellationTokenSource Start()
    {
        var source = idle.TryDequeue(out var kept) ? kept : new CancellationTokenSource();
        source.CancelAfter(options.ExecutionTimeout);
        return source;
    }

    /// <summary>Takes a source back; nobody may hold its token any longer.</summary>
    public void Stop(CancellationTokenSource source)
    {
        if (source.TryReset())
        {
            idle.Enqueue(source);
        }
        else
        {
            source.Dispose();
        }
    }
}
