using System.Diagnostics.Metrics;
using KGPlanGraph.Persistence.Telemetry;

namespace KGPlanGraph.Schema.Execution;

/// <summary>What the executor's caches are good for.</summary>
internal sealed class CacheFigures
{
    public CacheFigures(ServiceMeter meter, DocumentCache documents)
    {
        meter.Meter.CreateObservableCounter(
            "kgplangraph.cache.lookups", Lookups, "{lookup}", "Looks into the caches of kept answers, documents and compiled forms, by whether something was found.");
        meter.Meter.CreateObservableGauge(
            "kgplangraph.document.kept", () => documents.Count, "{document}", "Validated documents in memory.");
    }

    /// <summary>Whole answers; not asked where no answer may be kept.</summary>
    public CacheFigure Answers { get; } = new("answer");

    /// <summary>Parsed and validated documents.</summary>
    public CacheFigure Documents { get; } = new("document");

    /// <summary>Operations compiled for a kind of caller.</summary>
    public CacheFigure Forms { get; } = new("form");

    private IEnumerable<Measurement<long>> Lookups()
    {
        foreach (var cache in (CacheFigure[])[Answers, Documents, Forms])
        {
            yield return new(cache.Hits, new("cache", cache.Name), new("outcome", "hit"));
            yield return new(cache.Misses, new("cache", cache.Name), new("outcome", "miss"));
        }
    }
}
