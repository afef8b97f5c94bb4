using System.Threading.Channels;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Operations;

namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>One who listens, with the events that wait for it: a bounded number, of a bounded size.</summary>
/// <param name="after">The number of the last change that it has seen.</param>
/// <param name="charge">Charges it for the time of statements; null for none.</param>
internal sealed class Subscriber(long after, Action<TimeSpan>? charge)
{
    /// <summary>Events that may wait.</summary>
    public const int MaxEvents = 1_024;

    /// <summary>Bytes of events that may wait, beyond a single one.</summary>
    public const int MaxBytes = 1024 * 1024;

    private readonly Channel<SubscriptionEvent> queue = Channel.CreateBounded<SubscriptionEvent>(
        new BoundedChannelOptions(MaxEvents) { SingleReader = true, SingleWriter = true });

    private long waitingBytes;

    /// <summary>Why it was left without further events; null where the subscription came to its end.</summary>
    public GraphQLError? Error { get; private set; }

    /// <summary>Whether a batch more would fit.</summary>
    public bool HasRoom => queue.Reader.Count < MaxEvents - EventReader.BatchSize && Interlocked.Read(ref waitingBytes) < MaxBytes / 2;

    /// <summary>Charges it its share of a reading.</summary>
    public void Charge(TimeSpan share) => charge?.Invoke(share);

    /// <summary>Puts an event into the queue, unless it has been seen.</summary>
    /// <returns>False where there is no room.</returns>
    public bool TryOffer(SubscriptionEvent next)
    {
        if (next.Place.Sequence <= after)
        {
            return true;
        }

        if (Interlocked.Read(ref waitingBytes) >= MaxBytes || !queue.Writer.TryWrite(next))
        {
            return false;
        }

        Interlocked.Add(ref waitingBytes, next.Body.Length);
        return true;
    }

    /// <summary>Says that no more comes; what waits can still be taken.</summary>
    public void End(GraphQLError? error)
    {
        Error = error;
        queue.Writer.TryComplete();
    }

    /// <summary>Waits for the next event; null at the end.</summary>
    public async ValueTask<SubscriptionEvent?> NextAsync(CancellationToken cancellationToken)
    {
        SubscriptionEvent? next;
        while (!queue.Reader.TryRead(out next))
        {
            if (!await queue.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        Interlocked.Add(ref waitingBytes, -next.Body.Length);
        return next;
    }
}

/// <summary>What one read of the table found.</summary>
/// <param name="Events">Oldest first.</param>
/// <param name="Position">The place up to which everything has been seen.</param>
/// <param name="IsFull">Whether there may be more behind it.</param>
/// <param name="Ends">Whether nothing can come any more: the task is gone.</param>
internal sealed record EventBatch(IReadOnlyList<SubscriptionEvent> Events, ChangePlace Position, bool IsFull, bool Ends);

/// <summary>What makes subscriptions equal.</summary>
/// <param name="Form">The document's operation, compiled for the caller's rights and agency.</param>
/// <param name="Variables">The variables' JSON as it was sent.</param>
/// <param name="Language">Of errors.</param>
internal readonly record struct FeedKey(OperationVariant Form, string Variables, Language Language);

/// <summary>What became of an attempt to join a feed.</summary>
internal enum Joining
{
    Joined,

    /// <summary>The feed is ahead: read up to it first.</summary>
    Behind,

    /// <summary>The last one has just left: take a new feed.</summary>
    Closed,
}

/// <summary>
/// Lets a bounded number of feeds read at once. A commit wakes all of them, and the database's connections are there for queries too.
/// </summary>
internal sealed class ReadTurns : IDisposable
{
    private readonly SemaphoreSlim turns = new(Environment.ProcessorCount);

    /// <summary>Waits for a turn; disposing the result ends it.</summary>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(turns);
    }

    public void Dispose() => turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
