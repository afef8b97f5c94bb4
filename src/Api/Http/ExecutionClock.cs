using System.Collections.Concurrent;
using KGPlanGraph.Schema.Limits;

namespace KGPlanGraph.Api.Http;

/// <summary>
/// Gives each request its time. A source and its timer are used again for the next request, so that a request in time allocates neither;
/// <c>CreateLinkedTokenSource</c> with <c>CancelAfter</c> would make both anew each time.
/// </summary>
internal sealed class ExecutionClock(GraphQLOptions options)
{
    readonly ConcurrentQueue<CancellationTokenSource> idle = [];

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
            idle.Enqueue(source);
        else
            source.Dispose();
    }
}
