using KGPlanGraph.Persistence.Telemetry;

namespace KGPlanGraph.Persistence.Reading.Execution;

/// <summary>Counts what reads ask of the database. Plain numbers that an exporter looks at: counting costs the same whether anybody does.</summary>
public sealed class ReadMetrics
{
    private long batches;
    private long statements;
    private long rows;

    public ReadMetrics(ServiceMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        meter.Meter.CreateObservableCounter(
            "kgplangraph.reads", () => Interlocked.Read(ref batches), "{read}", "Round trips of reads to the database, one per operation that is not answered from the cache.");
        meter.Meter.CreateObservableCounter(
            "kgplangraph.statements", () => Interlocked.Read(ref statements), "{statement}", "Statements that reads sent to the database.");
        meter.Meter.CreateObservableCounter(
            "kgplangraph.rows", () => Interlocked.Read(ref rows), "{row}", "Rows that reads got from the database.");
    }

    /// <summary>Round trips that succeeded.</summary>
    public long Batches => Interlocked.Read(ref batches);

    /// <summary>Counts one round trip that succeeded.</summary>
    public void Count(int statements, int rows)
    {
        Interlocked.Increment(ref batches);
        Interlocked.Add(ref this.statements, statements);
        Interlocked.Add(ref this.rows, rows);
    }
}
