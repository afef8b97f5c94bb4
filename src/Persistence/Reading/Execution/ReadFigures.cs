using KGPlanGraph.Persistence.Telemetry;

namespace KGPlanGraph.Persistence.Reading.Execution;

/// <summary>Counts what reads ask of the database. Plain numbers that an exporter looks at: counting costs the same whether anybody does.</summary>
public sealed class ReadFigures
{
    private long _batches;
    private long _statements;
    private long _rows;

    public ReadFigures(ServiceMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        meter.Meter.CreateObservableCounter(
            "kgplangraph.reads", () => Interlocked.Read(ref _batches), "{read}", "Round trips of reads: one per operation that is not answered from memory.");
        meter.Meter.CreateObservableCounter(
            "kgplangraph.statements", () => Interlocked.Read(ref _statements), "{statement}", "Statements that reads sent to the database.");
        meter.Meter.CreateObservableCounter(
            "kgplangraph.rows", () => Interlocked.Read(ref _rows), "{row}", "Rows that reads got from the database.");
    }

    /// <summary>Counts one round trip that succeeded.</summary>
    public void Count(int statements, int rows)
    {
        Interlocked.Increment(ref _batches);
        Interlocked.Add(ref _statements, statements);
        Interlocked.Add(ref _rows, rows);
    }
}
