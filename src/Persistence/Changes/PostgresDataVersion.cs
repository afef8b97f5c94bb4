using System.Diagnostics;
using System.Globalization;
using KGPlanGraph.Persistence.Engines;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// The newest change number that this server knows of, good while it holds a lease (<see cref="ServerLeases"/>). The lease is renewed on the very connection
/// that listens: a renewal that came through has brought every notification that was committed before it.
/// </summary>
internal sealed class PostgresDataVersion : DataVersion
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(1);

    // A server that nobody asks holds no lease, so that no writer waits for it.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    private readonly PostgresDatabase database;
    private readonly PlanWriter writer;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim asked = new(0, 1);
    private readonly Lock starting = new();
    private Task? holding;

    private LeasedVersion held = new(0, 0);
    private long ownNewest;
    private TaskCompletionSource rise = NewSource();
    private bool isAway;
    private long lastAsked;

    public PostgresDataVersion(PostgresDatabase database, PlanWriter writer, TimeProvider clock, ILogger logger)
    {
        this.database = database;
        this.writer = writer;
        this.clock = clock;
        this.logger = logger;
        writer.Committed += HearOwn;
    }

    /// <summary>The version as far as this server has heard, whether or not it can vouch for it.</summary>
    public long Known => Volatile.Read(ref held).Version;

    /// <summary>The newest number that this server has heard of.</summary>
    public long Newest => LeasedVersion.NumberIn(Known);

    /// <summary>Ends when a newer number is heard of than when it was asked for.</summary>
    public Task NextRise => Volatile.Read(ref rise).Task;

    /// <summary>Whether the primary is known to be out of reach.</summary>
    public bool IsPrimaryAway => Volatile.Read(ref isAway);

    /// <summary>Whether who has one version has all that is in another; of two connections to a primary nothing can be said.</summary>
    public static bool Has(long version, long other) => version >= other && version - LeasedVersion.NumberIn(version) == other - LeasedVersion.NumberIn(other);

    public override bool TryGet(out long version)
    {
        var now = Stopwatch.GetTimestamp();
        Volatile.Write(ref lastAsked, now);
        var held = Volatile.Read(ref this.held);
        version = held.Version;
        if (now < held.GoodUntil)
        {
            return true;
        }

        if (holding is null)
        {
            Start();
        }
        else if (asked.CurrentCount == 0)
        {
            Wake();
        }

        return false;
    }

    public override async ValueTask DisposeAsync()
    {
        writer.Committed -= HearOwn;
        await stop.CancelAsync();
        if (holding is not null)
        {
            await holding;
        }

        stop.Dispose();
        asked.Dispose();
    }

    private void Start()
    {
        lock (starting)
        {
            if (!stop.IsCancellationRequested)
            {
                holding ??= Task.Run(RunAsync);
            }
        }
    }

    private void Wake()
    {
        lock (starting)
        {
            if (!stop.IsCancellationRequested && asked.CurrentCount == 0)
            {
                asked.Release();
            }
        }
    }

    private void HearOwn(long sequence)
    {
        Raise(ref ownNewest, sequence);
        Hear(sequence);
    }

    private void Hear(long sequence) => Publish(held => held.Heard(sequence));

    // What this server has committed itself since the connection was asked for may not have come over it yet.
    private void StartFrom(long sequence)
    {
        Raise(ref sequence, Volatile.Read(ref ownNewest));
        Publish(held => held.Restarted(sequence));
    }

    private void Publish(Func<LeasedVersion, LeasedVersion> change)
    {
        LeasedVersion known;
        LeasedVersion next;
        do
        {
            known = Volatile.Read(ref held);
            next = change(known);
        }
        while (!ReferenceEquals(next, known) && !ReferenceEquals(Interlocked.CompareExchange(ref held, next, known), known));

        if (next.Version != known.Version)
        {
            Interlocked.Exchange(ref rise, NewSource()).TrySetResult();
        }
    }

    private static void Raise(ref long number, long to)
    {
        for (var known = Volatile.Read(ref number); known < to; known = Volatile.Read(ref number))
        {
            if (Interlocked.CompareExchange(ref number, to, known) == known)
            {
                return;
            }
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync()
    {
        var backOff = new BackOff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2));
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await HoldAsync(backOff.Reset);
                await asked.WaitAsync(stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                var isLost = fault is DatabaseUnavailableException or NpgsqlException or IOException or TimeoutException;
                if (!isLost)
                {
                    logger.LogError(fault, "Nothing is answered from memory for an unexpected reason; trying again");
                }
                else if (!isAway)
                {
                    logger.LogWarning("Nothing is answered from memory until the primary answers again: {Fault}", fault.Message);
                }

                Volatile.Write(ref isAway, isLost);
                await backOff.WaitAsync(clock, stop.Token);
            }
            finally
            {
                Publish(held => held.Lapsed());
            }
        }
    }

    // Returns when nobody has asked for a while.
    private async Task HoldAsync(Action connected)
    {
        Volatile.Write(ref ownNewest, 0);
        await using var connection = await database.OpenListenerAsync(stop.Token);
        connection.Notification += (_, told) =>
        {
            if (long.TryParse(told.Payload, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            {
                Hear(sequence);
            }
        };
        await ExecuteAsync(connection, $"LISTEN {ChangeSequence.Channel}");
        try
        {
            // After the lease, not before: a writer that commits from here on waits for this server to hear of it.
            var (until, newest) = await RenewAsync(connection);
            StartFrom(await FindNewestAsync(connection));
            Volatile.Write(ref isAway, false);
            connected();
            while (true)
            {
                var isBehind = newest > Newest;
                Publish(held => held.Renewed(until, newest));
                if (!isBehind)
                {
                    // Ends early on a notification: its writer waits for the renewal that says that it was heard.
                    await connection.WaitAsync(Renewal, stop.Token);
                }

                if (Stopwatch.GetElapsedTime(Volatile.Read(ref lastAsked)) >= Idle)
                {
                    return;
                }

                var hadLapsed = Stopwatch.GetTimestamp() >= Volatile.Read(ref held).GoodUntil;
                (until, newest) = await RenewAsync(connection);
                if (hadLapsed)
                {
                    // What was committed meanwhile was committed without waiting for this server.
                    Hear(await FindNewestAsync(connection));
                }
            }
        }
        finally
        {
            Publish(held => held.Lapsed());
            if (connection.FullState == System.Data.ConnectionState.Open)
            {
                await ExecuteAsync(connection, ServerLeases.Release, new NpgsqlParameter<Guid> { TypedValue = database.ServerId });
            }
        }
    }

    /// <returns>Until when the lease is surely good, by this process's own clock, which nobody sets; and the newest change, of which it may not have heard yet.</returns>
    private async Task<(long Until, long Newest)> RenewAsync(NpgsqlConnection connection)
    {
        var sent = Stopwatch.GetTimestamp();
        await using var renew = new NpgsqlCommand(ServerLeases.Renew, connection);
        renew.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = database.ServerId });
        renew.Parameters.Add(new NpgsqlParameter<double> { TypedValue = ServerLeases.Length.TotalSeconds });
        renew.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Newest });
        var newest = (long)(await renew.ExecuteScalarAsync())!;
        return (sent + (long)(ServerLeases.Length.TotalSeconds * 0.9 * Stopwatch.Frequency), newest);
    }

    private async Task<long> FindNewestAsync(NpgsqlConnection connection)
    {
        await using var find = new NpgsqlCommand(ChangeSequence.FindNewest, connection);
        return (long)(await find.ExecuteScalarAsync(stop.Token))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string text, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(text, connection);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync();
    }
}
