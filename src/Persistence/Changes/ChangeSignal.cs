using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// Says that there are Change rows up to a number: those that this process has committed, and those of other processes on the same database.
/// It never says what they are: rows are read from the table, by number, so that nothing is lost however often the signal is.
/// </summary>
/// <remarks>It watches the database only while somebody waits for changes.</remarks>
public sealed class ChangeSignal : IAsyncDisposable
{
    private readonly IDatabase database;
    private readonly PlanWriter writer;
    private readonly ChangeSource source;
    private readonly Lock sync = new();
    private TaskCompletionSource next = NewSource();
    private long newest;
    private int watchers;
    private CancellationTokenSource? stop;
    private Task watching = Task.CompletedTask;

    public ChangeSignal(IDatabase database, PlanWriter writer, TimeProvider clock, ILogger<ChangeSignal>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        this.database = database;
        this.writer = writer;
        source = ChangeSource.For(database, clock, logger ?? NullLogger<ChangeSignal>.Instance);
        this.writer.Committed += Tell;
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
                // A source that is still ending is waited for: there is one connection for this, never two.
                watching = Task.Run(async () =>
                {
                    await before;
                    await source.RunAsync(this, token);
                }, CancellationToken.None);
            }
        }

        return new Watcher(this);
    }

    /// <summary>The newest committed number, asked of the database itself (the primary); 0 where nothing was ever written.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public async Task<long> ReadNewestAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(fromPrimary: true, cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = ChangeSequence.FindNewest;
        var newest = Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        Tell(newest);
        return newest;
    }

    /// <summary>Waits until a number above <paramref name="sequence"/> is committed.</summary>
    /// <returns>The newest known number.</returns>
    public async Task<long> WaitPastAsync(long sequence, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (sync)
            {
                if (newest > sequence)
                {
                    return newest;
                }

                next = this.next.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        writer.Committed -= Tell;
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

    /// <summary>Takes notice of a committed number; smaller ones than known say nothing new.</summary>
    internal void Tell(long sequence)
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
