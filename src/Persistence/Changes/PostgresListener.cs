using System.Globalization;
using KGPlanGraph.Persistence.Engines;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// The one connection of a server that listens for commits, outside the pools. It feeds the signal of changes and the version of the data, by which standbys are followed, and holds the
/// lease (<see cref="ServerLeases"/>): a renewal that came through has brought every notification that was committed before it. It stands only while somebody follows or asks.
/// </summary>
internal sealed class PostgresListener : ChangeSource, IAsyncDisposable
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(1);

    // A connection can be dead without either end knowing: the question in between finds out, and finds what was not told.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    private readonly PostgresDatabase database;
    private readonly Lock sync = new();
    private readonly CancellationTokenSource stop = new();

    // The version is always told; the others as long as they follow.
    private ICommitFollower[] followers;
    private HashSet<ICommitFollower> joined = [];
    private bool isLeaseWanted;
    private bool isListening;
    private Task listening = Task.CompletedTask;
    private CancellationTokenSource wake = new();

    public PostgresListener(PostgresDatabase database, PlanWriter writer, TimeProvider clock, ILogger logger)
        : base(clock, logger)
    {
        this.database = database;
        Version = new PostgresDataVersion(writer, WantLease);
        followers = [Version];
    }

    /// <summary>The version of the data as far as it is heard here.</summary>
    public PostgresDataVersion Version { get; }

    public override async Task FollowAsync(ICommitFollower follower, CancellationToken cancellationToken)
    {
        // Before the newest number is asked for on its behalf.
        follower.Begin();
        lock (sync)
        {
            followers = [.. followers, follower];
            joined.Add(follower);
            Go();
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (sync)
        {
            followers = [.. followers.Where(other => other != follower)];
            Go();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Task last;
        lock (sync)
        {
            last = listening;
        }

        await last;
        stop.Dispose();
    }

    private void WantLease()
    {
        if (Volatile.Read(ref isLeaseWanted))
        {
            return;
        }

        lock (sync)
        {
            Volatile.Write(ref isLeaseWanted, true);
            Go();
        }
    }

    // Begins the next turn, or listens where nobody did. Under the lock.
    private void Go()
    {
        if (isListening)
        {
            _ = wake.CancelAsync();
        }
        else if (!stop.IsCancellationRequested && IsNeeded)
        {
            isListening = true;
            var before = listening;
            listening = Task.Run(async () =>
            {
                // The connection before is closed first: there is one, never two.
                await before;
                await RepeatAsync(ListenAsync, Version.Lose, stop.Token);
            });
        }
    }

    private bool IsNeeded => isLeaseWanted || followers.Length > 1;

    // Returns when it is needed no longer.
    private async Task ListenAsync(Action succeeded)
    {
        await using var connection = await OpenAsync();
        var holdsLease = false;
        try
        {
            var isSilent = false;
            while (BeginTurn(out var following, out var begun, out var isLeased))
            {
                var hadLapsed = !Version.IsLeased;
                var lease = default(ServerLease);
                if (isLeased)
                {
                    holdsLease = true;
                    lease = await ServerLeases.RenewAsync(connection, database.ServerId, Version.Newest);
                }
                else if (holdsLease)
                {
                    Version.Lapse();
                    await ServerLeases.ReleaseAsync(connection, database.ServerId);
                    holdsLease = false;
                }

                // After LISTEN and the lease, not before: what is committed between is told twice rather than never, and a writer that commits from here on waits for this server to hear of it.
                // What was committed before a lease was committed without waiting.
                if (isSilent || (isLeased && hadLapsed) || begun.Count > 0)
                {
                    await TellNewestAsync(connection, following, begun);
                }

                var isBehind = lease.Newest > Version.Newest;
                if (isLeased)
                {
                    Tell(following, lease.Newest);
                    Version.Renew(lease);
                }

                Version.Find();
                succeeded();
                // Ends early on a notification: its writer waits for the renewal that says that it was heard.
                isSilent = !isBehind && !await WaitAsync(connection, isLeased ? Renewal : LongestSilence) && !isLeased;
            }

            Version.Find();
        }
        finally
        {
            Version.Lapse();
            if (holdsLease && connection.FullState == System.Data.ConnectionState.Open)
            {
                await ServerLeases.ReleaseAsync(connection, database.ServerId);
            }
        }
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        lock (sync)
        {
            joined = [.. followers];
            foreach (var follower in followers)
            {
                follower.Begin();
            }
        }

        var connection = await database.OpenListenerAsync(stop.Token);
        connection.Notification += (_, told) =>
        {
            if (long.TryParse(told.Payload, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            {
                Tell(Volatile.Read(ref followers), sequence);
            }
        };
        try
        {
            await using var listen = new NpgsqlCommand($"LISTEN {ChangeSequence.Channel}", connection);
            await listen.ExecuteNonQueryAsync(stop.Token);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // False where nobody follows or asks: then whoever comes next starts a connection.
    private bool BeginTurn(out ICommitFollower[] following, out HashSet<ICommitFollower> begun, out bool isLeased)
    {
        lock (sync)
        {
            if (wake.IsCancellationRequested)
            {
                wake = new();
            }

            Volatile.Write(ref isLeaseWanted, isLeaseWanted && Version.IsAsked);
            (following, begun, isLeased) = (followers, joined, isLeaseWanted);
            joined = [];
            return isListening = IsNeeded;
        }
    }

    private async Task TellNewestAsync(NpgsqlConnection connection, ICommitFollower[] following, HashSet<ICommitFollower> begun)
    {
        await using var find = new NpgsqlCommand(ChangeSequence.FindNewest, connection);
        var newest = (long)(await find.ExecuteScalarAsync(stop.Token))!;
        foreach (var follower in following)
        {
            if (begun.Contains(follower))
            {
                follower.Restart(newest);
            }
            else
            {
                follower.Tell(newest);
            }
        }
    }

    // False where nothing came for so long.
    private async Task<bool> WaitAsync(NpgsqlConnection connection, TimeSpan longest)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, Volatile.Read(ref wake).Token);
        try
        {
            return await connection.WaitAsync(longest, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return true;
        }
    }

    private static void Tell(ICommitFollower[] followers, long sequence)
    {
        foreach (var follower in followers)
        {
            follower.Tell(sequence);
        }
    }
}
