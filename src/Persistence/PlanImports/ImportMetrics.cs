using System.Diagnostics.Metrics;
using KGPlanGraph.Persistence.Telemetry;

namespace KGPlanGraph.Persistence.PlanImports;

/// <summary>Counts the documents that were read, by what became of them. One that another writer came between is read again, and counts again.</summary>
public sealed class ImportMetrics
{
    private readonly Counter<long> imports;
    private readonly Counter<long> warnings;
    private readonly Histogram<double> duration;

    public ImportMetrics(ServiceMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        imports = meter.Meter.CreateCounter<long>("kgplangraph.imports", "{document}", "Documents read, by outcome: stored, dry_run, refused, unreadable.");
        warnings = meter.Meter.CreateCounter<long>("kgplangraph.import.warnings", "{warning}", "Warnings of imports.");
        duration = meter.Meter.CreateHistogram<double>("kgplangraph.import.duration", "s", "Time to read a document and create its draft, without the commit.");
    }

    /// <summary>Counts one document.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="isDryRun">Whether nothing is kept of it in any case.</param>
    /// <param name="elapsed">How long the reading took.</param>
    public void Count(DocumentImportResult result, bool isDryRun, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(result);
        var outcome = result switch
        {
            { Unreadable: not null } => "unreadable",
            { Refusal: not null } => "refused",
            _ => isDryRun ? "dry_run" : "stored",
        };
        imports.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        warnings.Add(result.Report?.Warnings.Count ?? 0);
        duration.Record(elapsed.TotalSeconds);
    }
}
