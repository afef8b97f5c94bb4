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
    private readonly IDatabase _database;
    private readonly PlanWriter _writer;
    private readonly ChangeSource _source;
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = NewSource();
    private long _newest;
    private int _watchers;
    private CancellationTokenSource? _stop;
    private Task _watching = Task.CompletedTask;

    public ChangeSignal(IDatabase database, PlanWriter writer, TimeProvider clock, ILogger<ChangeSignal>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _database = database;
        _writer = writer;
        _source = ChangeSource.For(database, clock, logger ?? NullLogger<ChangeSignal>.Instance);
        _writer.Committed += Tell;
    }

    /// <summary>Watches the database until the result is disposed.</summary>
    public IDisposable Watch()
    {
        lock (_lock)
        {
            if (_watchers++ == 0)
            {
                _stop = new CancellationTokenSource();
                var token = _stop.Token;
                var before = _watching;
                // A source that is still ending is waited for: there is one connection for this, never two.
                _watching = Task.Run(async () =>
                {
                    await before;
                    await _source.RunAsync(this, token);
                }, CancellationToken.None);
            }
        }

        return new Watcher(this);
    }

    /// <summary>The newest committed number, asked of the database itself (the primary); 0 where nothing was ever written.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public async Task<long> ReadNewestAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenReadAsync(fromPrimary: true, cancellationToken);
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
            lock (_lock)
            {
                if (_newest > sequence)
                    return _newest;
                next = _next.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _writer.Committed -= Tell;
        CancellationTokenSource? stop;
        lock (_lock)
        {
            stop = _stop;
            _stop = null;
            _watchers = int.MinValue / 2;
        }

        if (stop is not null)
            await stop.CancelAsync();
        await _watching;
        stop?.Dispose();
    }

    /// <summary>Takes notice of a committed number; smaller ones than known say nothing new.</summary>
    internal void Tell(long sequence)
    {
        TaskCompletionSource next;
        lock (_lock)
        {
            if (sequence <= _newest)
                return;
            _newest = sequence;
            next = _next;
            _next = NewSource();
        }

        next.TrySetResult();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Leave()
    {
        CancellationTokenSource? stop = null;
        lock (_lock)
        {
            if (--_watchers == 0)
                (stop, _stop) = (_stop, null);
        }

        stop?.Cancel();
        stop?.Dispose();
    }

    private sealed class Watcher(ChangeSignal signal) : IDisposable
    {
        private ChangeSignal? _signal = signal;

        public void Dispose() => Interlocked.Exchange(ref _signal, null)?.Leave();
    }
}
