using System.Data.Common;
using System.Diagnostics.Metrics;
using System.Globalization;
using KGPlanGraph.Persistence.Changes;

namespace KGPlanGraph.Persistence.Telemetry;

/// <summary>
/// Whether the database answers, and the newest change number. Known from the last time somebody asked, since an instrument may not wait
/// for a database; whoever collects figures asks first.
/// </summary>
public sealed class DatabaseFigures : IDisposable
{
    private readonly IDatabase _database;
    private readonly PlanWriter _writer;
    private long _newest = -1;
    private int _up = -1;

    public DatabaseFigures(IDatabase database, PlanWriter writer, ServiceMeter meter)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(meter);
        _database = database;
        _writer = writer;
        _writer.Committed += Hear;
        meter.Meter.CreateObservableGauge(
            "kgplangraph.database.up", () => Known(Volatile.Read(ref _up)), description: "1 where the database answered when it was last asked, else 0.");
        meter.Meter.CreateObservableGauge(
            "kgplangraph.change.newest", () => Known(Volatile.Read(ref _newest)), description: "The newest change number in the database, as far as this server knows.");
    }

    /// <summary>Asks the database that is written to.</summary>
    /// <exception cref="DatabaseUnavailableException">It is out of reach.</exception>
    /// <exception cref="DbException">It is there, but refuses.</exception>
    /// <exception cref="OperationCanceledException">It takes too long.</exception>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await _database.OpenWriteAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = ChangeSequence.FindNewest;
            Hear(Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture));
            Volatile.Write(ref _up, 1);
        }
        catch
        {
            Volatile.Write(ref _up, 0);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Committed -= Hear;

    // Nothing is told before it was asked for.
    private static IEnumerable<Measurement<long>> Known(long value) => value < 0 ? [] : [new Measurement<long>(value)];

    private void Hear(long sequence)
    {
        for (var known = Volatile.Read(ref _newest); known < sequence; known = Volatile.Read(ref _newest))
            if (Interlocked.CompareExchange(ref _newest, sequence, known) == known)
                return;
    }
}
