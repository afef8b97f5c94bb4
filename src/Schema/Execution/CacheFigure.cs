namespace KGPlanGraph.Schema.Execution;

/// <summary>How often something was looked up in a cache, and found. Plain numbers: this is asked on every request.</summary>
internal sealed class CacheFigure(string name)
{
    private long hits;
    private long misses;

    /// <summary>The cache's name as a label.</summary>
    public string Name => name;

    public long Hits => Interlocked.Read(ref hits);

    public long Misses => Interlocked.Read(ref misses);

    public void Count(bool isHit) => Interlocked.Increment(ref isHit ? ref hits : ref misses);
}
