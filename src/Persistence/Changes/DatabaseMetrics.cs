using System.Data.Common;
using System.Diagnostics.Metrics;
using System.Globalization;
using KGPlanGraph.Persistence.Telemetry;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// Whether the database answers, and the newest change number. Known from the last time somebody asked, since an instrument may not wait
/// for a database; whoever collects metrics asks first.
/// </summary>
public sealed class DatabaseMetrics : IDisposable
{
    private readonly IDatabase database;
    private readonly PlanWriter writer;
    private long newest = -1;
    private int up = -1;

    public DatabaseMetrics(IDatabase database, PlanWriter writer, ServiceMeter meter)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(meter);
        this.database = database;
        this.writer = writer;
        this.writer.Committed += Hear;
        meter.Meter.CreateObservableGauge(
            "kgplangraph.database.up", () => Known(Volatile.Read(ref up)), description: "1 if the primary database answered, otherwise 0.");
        meter.Meter.CreateObservableGauge(
            "kgplangraph.change.newest", () => Known(Volatile.Read(ref newest)), description: "The newest change number in the database, as far as this server knows.");
    }

    /// <summary>Asks the database that is written to.</summary>
    /// <exception cref="DatabaseUnavailableException">It is out of reach.</exception>
    /// <exception cref="DbException">It is there, but refuses.</exception>
    /// <exception cref="OperationCanceledException">It takes too long.</exception>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenWriteAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = ChangeSequence.FindNewest;
            Hear(Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture));
            Volatile.Write(ref up, 1);
        }
        catch
        {
            Volatile.Write(ref up, 0);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Committed -= Hear;

    // Nothing is told before it was asked for.
    private static IEnumerable<Measurement<long>> Known(long value) => value < 0 ? [] : [new Measurement<long>(value)];

    private void Hear(long sequence)
    {
        for (var known = Volatile.Read(ref newest); known < sequence; known = Volatile.Read(ref newest))
        {
            if (Interlocked.CompareExchange(ref newest, sequence, known) == known)
            {
                return;
            }
        }
    }
}
