using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Persistence.Telemetry;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Errors;
using Microsoft.Extensions.Logging;

namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>
/// Equal subscriptions: each change is read once, made JSON once, and shared by all. It reads as long as somebody listens.
/// </summary>
internal sealed partial class SubscriptionFeed : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    private readonly Lock joining = new();
    private readonly HashSet<Subscriber> subscribers = [];
    private readonly EventReader reader;
    private readonly ChangeSignal signal;
    private readonly ReadTurns turns;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationToken stopping;
    private bool isRunning;
    private bool isClosed;
    private ChangePlace position;
    private long generation;

    public SubscriptionFeed(EventReader reader, ChangeSignal signal, ReadTurns turns, TimeProvider clock, ILogger logger)
    {
        this.reader = reader;
        this.signal = signal;
        this.turns = turns;
        this.clock = clock;
        this.logger = logger;
        stopping = stop.Token;
    }

    /// <summary>Adds one who has seen everything up to a number.</summary>
    /// <param name="subscriber">Who joins.</param>
    /// <param name="seen">The number.</param>
    /// <param name="position">How far the feed has come: who is behind reads up to it. No event of its may lie there, only changes that do not match.</param>
    public Joining TryJoin(Subscriber subscriber, ChangePlace seen, out long position)
    {
        lock (joining)
        {
            position = this.position.Sequence;
            if (isClosed)
            {
                return Joining.Closed;
            }

            if (isRunning && seen.Sequence < position)
            {
                return Joining.Behind;
            }

            subscribers.Add(subscriber);
            if (isRunning)
            {
                return Joining.Joined;
            }

            this.position = seen;
            generation = signal.Generation;
            isRunning = true;
        }

        // It reads for all, and outlives the request of the one who came first: its work is no part of that one's trace.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(RunAsync);
        }

        return Joining.Joined;
    }

    /// <summary>Takes one out; the last one closes the feed.</summary>
    /// <returns>Whether the feed is closed.</returns>
    public bool Leave(Subscriber subscriber)
    {
        lock (joining)
        {
            subscribers.Remove(subscriber);
            if (subscribers.Count > 0)
            {
                return false;
            }

            if (isClosed)
            {
                return true;
            }

            isClosed = true;
        }

        Dispose();
        return true;
    }

    /// <summary>Ends its reading; who still listens gets nothing more.</summary>
    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var watch = signal.Watch();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await ReadAsync().ConfigureAwait(false))
                {
                    continue;
                }

                Close(null);
                return;
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (ChangesLostException)
            {
                Close(ChangesLostException.Error);
                return;
            }
            catch (Exception fault) when (DatabaseFailures.IsUnavailable(fault))
            {
                // Nothing is lost: the next attempt goes on at the same number.
                LogAway(logger, fault.Message);
                await Task.Delay(PauseAfterFault, clock, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                LogFault(logger, fault);
                Close(SubscriptionErrors.Unexpected);
                return;
            }
        }
    }

    /// <returns>False where nothing can come any more.</returns>
    private async Task<bool> ReadAsync()
    {
        (var known, generation) = await signal.WaitPastAsync(position.Sequence, generation, stopping).ConfigureAwait(false);
        EventBatch batch;
        var spent = StatementTime.Current = new StatementTime();
        using (await turns.EnterAsync(stopping).ConfigureAwait(false))
        {
            batch = await reader.ReadAsync(position, stopping).ConfigureAwait(false);
        }

        if (!batch.IsFull && batch.Position.Sequence < known)
        {
            // Another primary than the one that told of the number, which the watching has not noticed yet.
            await Task.Delay(PauseAfterFault, clock, stopping).ConfigureAwait(false);
        }

        if (batch.IsFull)
        {
            await WaitForRoomAsync().ConfigureAwait(false);
        }

        Push(batch, spent.Total);
        return !batch.Ends;
    }

    // A great many changes at once, an import say, are read faster than they are sent. Who only needs a moment is waited for a moment.
    private async Task WaitForRoomAsync()
    {
        var since = clock.GetTimestamp();
        while (!HasRoom() && clock.GetElapsedTime(since) < Timeout)
        {
            await Task.Delay(PollInterval, clock, stopping).ConfigureAwait(false);
        }
    }

    private bool HasRoom()
    {
        lock (joining)
        {
            return subscribers.All(subscriber => subscriber.HasRoom);
        }
    }

    // What is read for all is paid by all, each its share.
    private void Push(EventBatch batch, TimeSpan spent)
    {
        lock (joining)
        {
            foreach (var subscriber in subscribers)
            {
                subscriber.Charge(spent / subscribers.Count);
                foreach (var next in batch.Events)
                {
                    if (subscriber.TryOffer(next))
                    {
                        continue;
                    }

                    subscriber.End(SubscriptionErrors.TooSlow);
                    break;
                }
            }

            subscribers.RemoveWhere(subscriber => subscriber.Error is not null);
            position = batch.Position;
            if (subscribers.Count > 0)
            {
                return;
            }

            isClosed = true;
        }

        Dispose();
    }

    private void Close(GraphQLError? error)
    {
        lock (joining)
        {
            isClosed = true;
            foreach (var subscriber in subscribers)
            {
                subscriber.End(error);
            }

            subscribers.Clear();
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Events could not be read; trying again: {Fault}")]
    private static partial void LogAway(ILogger logger, string fault);

    [LoggerMessage(2, LogLevel.Error, "Events could not be read; their subscriptions are ended")]
    private static partial void LogFault(ILogger logger, Exception fault);
}
