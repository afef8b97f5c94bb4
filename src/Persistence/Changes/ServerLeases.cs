using System.Diagnostics;
using KGPlanGraph.Persistence.Engines;
using Npgsql;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// The promise between servers on one PostgreSQL database. A server that answers from memory, or from a standby, holds a lease: a row that says which change
/// it has heard of. A writer acknowledges its commit when every lease has heard of it. A server that hears nothing lets its lease run out, and asks the
/// primary again; so nobody waits longer than a lease is long, and nobody answers with older data.
/// </summary>
/// <remarks>
/// Each end measures a lease's length by a clock of its own that nobody sets: a writer takes away what has not heard of its change for that long. The time in
/// the row is for people alone; were it compared, a clock that is set would end leases early, or never.
/// </remarks>
internal static class ServerLeases
{
    /// <summary>How long a lease is good without being renewed.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(3);

    // Not logged: after a crash of the server all leases are gone, as they should be.
    public const string CreateTable = """
        CREATE UNLOGGED TABLE server_leases (
            server uuid PRIMARY KEY,
            good_until timestamptz NOT NULL,
            heard_of bigint NOT NULL
        );
        """;

    // Gives the newest change: should something between here and the database swallow notifications, a pooler say, they are noticed to be missing.
    private const string Renew = $"""
        INSERT INTO server_leases (server, good_until, heard_of) VALUES ($1, clock_timestamp() + make_interval(secs => $2), $3)
        ON CONFLICT (server) DO UPDATE SET good_until = excluded.good_until, heard_of = excluded.heard_of
        RETURNING ({ChangeSequence.FindNewest})
        """;

    private const string Release = "DELETE FROM server_leases WHERE server = $1";

    private const string CountUnaware = "SELECT count(*) FROM server_leases WHERE server <> $1 AND heard_of < $2";

    private const string EndUnaware = "DELETE FROM server_leases WHERE server <> $1 AND heard_of < $2";

    /// <summary>Takes or renews a server's lease.</summary>
    /// <param name="connection">The one that listens.</param>
    /// <param name="server">Whose lease it is.</param>
    /// <param name="heardOf">The newest change that it has heard of.</param>
    public static async Task<ServerLease> RenewAsync(NpgsqlConnection connection, Guid server, long heardOf)
    {
        var sent = Stopwatch.GetTimestamp();
        await using var renew = new NpgsqlCommand(Renew, connection);
        renew.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = server });
        renew.Parameters.Add(new NpgsqlParameter<double> { TypedValue = Length.TotalSeconds });
        renew.Parameters.Add(new NpgsqlParameter<long> { TypedValue = heardOf });
        var newest = (long)(await renew.ExecuteScalarAsync())!;
        return new(sent + (long)(Length.TotalSeconds * 0.9 * Stopwatch.Frequency), newest);
    }

    /// <summary>Gives a lease back: no writer waits for the server any more.</summary>
    public static async Task ReleaseAsync(NpgsqlConnection connection, Guid server)
    {
        await using var release = new NpgsqlCommand(Release, connection);
        release.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = server });
        await release.ExecuteNonQueryAsync();
    }

    /// <summary>Counts the other servers that have not heard of the newest change, which may be a later one than the caller's.</summary>
    public static NpgsqlBatchCommand CountUnawareOfNewest(Guid server) => new($"SELECT count(*) FROM server_leases WHERE server <> $1 AND heard_of < ({ChangeSequence.FindNewest})")
    {
        Parameters = { new NpgsqlParameter<Guid> { TypedValue = server } },
    };

    /// <summary>Waits until no other server can answer from memory with data older than a change. It has been committed, so this never fails.</summary>
    public static async Task WaitForOthersAsync(PostgresDatabase database, long sequence)
    {
        try
        {
            await using var connection = (NpgsqlConnection)await database.OpenWriteAsync();
            await using var command = new NpgsqlCommand(CountUnaware, connection);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = database.ServerId });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = sequence });
            var since = Stopwatch.GetTimestamp();
            var backOff = new BackOff(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(20));
            while ((long)(await command.ExecuteScalarAsync())! > 0)
            {
                if (Stopwatch.GetElapsedTime(since) >= Length)
                {
                    command.CommandText = EndUnaware;
                    await command.ExecuteNonQueryAsync();
                    return;
                }

                await backOff.WaitAsync(TimeProvider.System, CancellationToken.None);
            }
        }
        catch (Exception fault) when (fault is DatabaseUnavailableException or NpgsqlException)
        {
            // Who holds a lease cannot be asked; none that has not heard is good for longer than this.
            await Task.Delay(Length);
        }
    }
}

/// <summary>A lease that was taken or renewed.</summary>
/// <param name="Until">Until when it is surely good, by this process's own clock, which nobody sets: as <see cref="Stopwatch.GetTimestamp"/> counts.</param>
/// <param name="Newest">The newest change then, of which the server may not have heard yet.</param>
internal readonly record struct ServerLease(long Until, long Newest);
