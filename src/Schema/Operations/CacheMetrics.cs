using System.Diagnostics.Metrics;
using KGPlanGraph.Persistence.Telemetry;

namespace KGPlanGraph.Schema.Operations;

/// <summary>What the executor's caches are good for.</summary>
internal sealed class CacheMetrics
{
    public CacheMetrics(ServiceMeter meter, DocumentCache documents)
    {
        meter.Meter.CreateObservableCounter(
            "kgplangraph.cache.lookups", Lookups, "{lookup}", "Lookups in the caches of responses, documents and compiled operations, by outcome.");
        meter.Meter.CreateObservableGauge(
            "kgplangraph.document.kept", () => documents.Count, "{document}", "Validated documents in the cache.");
    }

    /// <summary>Whole answers; not asked where no answer may be kept.</summary>
    public CacheMetric Answers { get; } = new("answer");

    /// <summary>Parsed and validated documents.</summary>
    public CacheMetric Documents { get; } = new("document");

    /// <summary>Operations compiled for a kind of caller.</summary>
    public CacheMetric Variants { get; } = new("form");

    private IEnumerable<Measurement<long>> Lookups()
    {
        foreach (var cache in (CacheMetric[])[Answers, Documents, Variants])
        {
            yield return new(cache.Hits, new("cache", cache.Name), new("outcome", "hit"));
            yield return new(cache.Misses, new("cache", cache.Name), new("outcome", "miss"));
        }
    }
}

/// <summary>How often something was looked up in a cache, and found. Plain numbers: this is asked on every request.</summary>
internal sealed class CacheMetric(string name)
{
    private long hits;
    private long misses;

    /// <summary>The cache's name as a label.</summary>
    public string Name => name;

    public long Hits => Interlocked.Read(ref hits);

    public long Misses => Interlocked.Read(ref misses);

    public void Count(bool isHit) => Interlocked.Increment(ref isHit ? ref hits : ref misses);
}
