using System.Data.Common;
using KGPlanGraph.Persistence.Reading;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// Says that there are Change rows up to a number: those that this process has committed, and those of other processes on the same database.
/// It never says what they are: rows are read from the table, by number, so that nothing is lost however often the signal is.
/// </summary>
/// <remarks>It watches the database only while somebody waits for changes.</remarks>
public sealed class ChangeSignal : ICommitFollower, IAsyncDisposable
{
    private readonly IDatabase database;
    private readonly PlanWriter writer;
    private readonly ChangeSource source;
    private readonly Lock sync = new();
    private TaskCompletionSource next = NewSource();
    private long newest;
    private long ownNewest;
    private long generation;
    private int watchers;
    private CancellationTokenSource? stop;
    private Task watching = Task.CompletedTask;

    internal ChangeSignal(IDatabase database, PlanWriter writer, ChangeSource source)
    {
        this.database = database;
        this.writer = writer;
        this.source = source;
        this.writer.Committed += TellOwn;
    }

    /// <summary>Watches the database until the result is disposed.</summary>
    public IDisposable Watch()
    {
        lock (sync)
        {
            if (watchers++ == 0)
            {
                stop = new CancellationTokenSource();
                var token = stop.Token;
                var before = watching;
                // One that is still ending is waited for: there is one at a time.
                watching = Task.Run(async () =>
                {
                    await before;
                    await source.FollowAsync(this, token);
                }, CancellationToken.None);
            }
        }

        return new Watcher(this);
    }

    /// <summary>How often the watching has begun again: each time it may be another primary, with another newest number.</summary>
    public long Generation
    {
        get
        {
            lock (sync)
            {
                return generation;
            }
        }
    }

    /// <summary>The place behind the newest committed change, asked of the database itself (the primary).</summary>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public async Task<ChangePlace> ReadNewestAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(fromPrimary: true, cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = ChangePlace.NewestText;
        return await FindAsync(command, cancellationToken) ?? default;
    }

    /// <summary>Whether the database (the primary) holds what was seen up to a place.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public async Task<bool> HoldsAsync(ChangePlace place, CancellationToken cancellationToken)
    {
        if (place.Mark == 0)
        {
            return true;
        }

        await using var connection = await database.OpenReadAsync(fromPrimary: true, cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = ChangePlace.HeldText;
        command.Parameters.Add(database.Engine == DatabaseEngine.Postgres
            ? new NpgsqlParameter<long> { TypedValue = place.Sequence }
            : new SqliteParameter("$1", place.Sequence));
        return place.IsHeld(await FindAsync(command, cancellationToken));
    }

    /// <summary>Waits until a number above <paramref name="sequence"/> is committed, or the watching begins again.</summary>
    /// <returns>The newest known number, and the generation that it is of.</returns>
    public async Task<(long Newest, long Generation)> WaitPastAsync(long sequence, long generation, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (sync)
            {
                if (newest > sequence || this.generation != generation)
                {
                    return (newest, this.generation);
                }

                next = this.next.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        writer.Committed -= TellOwn;
        CancellationTokenSource? stop;
        lock (sync)
        {
            stop = this.stop;
            this.stop = null;
            watchers = int.MinValue / 2;
        }

        if (stop is not null)
        {
            await stop.CancelAsync();
        }

        await watching;
        stop?.Dispose();
    }

    void ICommitFollower.Begin()
    {
        lock (sync)
        {
            ownNewest = 0;
        }
    }

    void ICommitFollower.Restart(long newest)
    {
        TaskCompletionSource next;
        lock (sync)
        {
            this.newest = Math.Max(newest, ownNewest);
            generation++;
            next = this.next;
            this.next = NewSource();
        }

        next.TrySetResult();
    }

    void ICommitFollower.Tell(long sequence) => Tell(sequence);

    private void Tell(long sequence)
    {
        TaskCompletionSource next;
        lock (sync)
        {
            if (sequence <= newest)
            {
                return;
            }

            newest = sequence;
            next = this.next;
            this.next = NewSource();
        }

        next.TrySetResult();
    }

    private static async Task<ChangePlace?> FindAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? ChangePlace.From(row) : null;
    }

    private void TellOwn(long sequence)
    {
        lock (sync)
        {
            ownNewest = Math.Max(ownNewest, sequence);
        }

        Tell(sequence);
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Leave()
    {
        CancellationTokenSource? stop = null;
        lock (sync)
        {
            if (--watchers == 0)
            {
                (stop, this.stop) = (this.stop, null);
            }
        }

        stop?.Cancel();
        stop?.Dispose();
    }

    private sealed class Watcher(ChangeSignal signal) : IDisposable
    {
        private ChangeSignal? signal = signal;

        public void Dispose() => Interlocked.Exchange(ref signal, null)?.Leave();
    }
}
