using KGPlanGraph.Schema.Execution;

namespace KGPlanGraph.Api.Http;

/// <summary>
/// One answer with the time that it was given. The time's source goes back to the clock with the answer, or, where it has been cancelled or
/// a subscription lives on it, is thrown away.
/// </summary>
internal sealed class Execution(ExecutionClock clock, CancellationToken aborted) : IDisposable
{
    readonly CancellationTokenSource time = clock.Start();
    CancellationTokenRegistration onAbort;
    bool isKept;

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

    public void Dispose()
    {
        onAbort.Dispose();
        Response?.Dispose();
        if (isKept)
            time.Dispose();
        else
            clock.Stop(time);
    }
}
