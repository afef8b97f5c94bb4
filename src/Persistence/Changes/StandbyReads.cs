using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Persistence.Reading;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// Sends a read to a hot standby where nobody can tell: while this server holds a lease (<see cref="ServerLeases"/>), so that it has heard of every acknowledged
/// change, and the standby has replayed the newest that it has heard of, and nothing that the primary does not hold. All other reads go to the primary. So whoever was told that a change was made finds it in
/// every read that begins afterwards, on every server.
/// </summary>
/// <remarks>
/// Where the primary is out of reach the standby that is furthest answers with what it has: what the primary acknowledged and no standby received is then missing,
/// as it will be after a promotion; a synchronous standby receives all of it.
/// </remarks>
internal sealed class StandbyReads : IAsyncDisposable
{
    private readonly PostgresDatabase database;
    private readonly PostgresDataVersion version;
    private readonly Standby[] hosts;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock starting = new();
    private Task? following;
    private uint turn;

    public StandbyReads(PostgresDatabase database, PostgresDataVersion version, TimeProvider clock, ILogger logger)
    {
        this.database = database;
        this.version = version;
        hosts = [.. database.Hosts.Select(host => new Standby(host, version, IsHeldByPrimaryAsync, clock, logger))];
    }

    /// <summary>A connection for reading, from wherever it may be read.</summary>
    /// <exception cref="DatabaseUnavailableException">No host that may be read is in reach.</exception>
    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (Choose() is { } standby && await standby.TryOpenAsync(cancellationToken).ConfigureAwait(false) is { } connection)
        {
            return connection;
        }

        return (NpgsqlConnection)await database.OpenReadAsync(fromPrimary: false, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        if (following is not null)
        {
            await following;
        }

        stop.Dispose();
    }

    private Standby? Choose()
    {
        if (following is null)
        {
            Start();
        }

        if (!version.TryGet(out var known))
        {
            return version.IsPrimaryAway ? hosts.Where(host => host.Replayed >= 0).MaxBy(host => host.Replayed) : null;
        }

        var first = Interlocked.Increment(ref turn);
        for (var offset = 0u; offset < hosts.Length; offset++)
        {
            var host = hosts[(first + offset) % hosts.Length];
            if (PostgresDataVersion.Has(host.Verified, known))
            {
                return host;
            }
        }

        return null;
    }

    private async Task<bool> IsHeldByPrimaryAsync(ChangePlace place, CancellationToken cancellationToken)
    {
        await using var connection = (NpgsqlConnection)await database.OpenReadAsync(fromPrimary: true, cancellationToken);
        await using var command = new NpgsqlCommand(ChangePlace.HeldText, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = place.Sequence });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return place.IsHeld(await row.ReadAsync(cancellationToken) ? ChangePlace.From(row) : null);
    }

    // With the first read: commands, and servers that only write, follow nobody.
    private void Start()
    {
        lock (starting)
        {
            if (!stop.IsCancellationRequested)
            {
                following ??= Task.WhenAll(hosts.Select(host => Task.Run(() => host.FollowAsync(stop.Token))));
            }
        }
    }
}
