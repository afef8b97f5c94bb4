using System.Threading.Channels;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>One who listens, with the events that wait for it: a bounded number, of a bounded size.</summary>
internal sealed class Subscriber(long after)
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

    /// <summary>Puts an event into the queue, unless it has been seen.</summary>
    /// <returns>False where there is no room.</returns>
    public bool TryOffer(SubscriptionEvent next)
    {
        if (next.Sequence <= after)
            return true;
        if (Interlocked.Read(ref waitingBytes) >= MaxBytes || !queue.Writer.TryWrite(next))
            return false;
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
                return null;
        }

        Interlocked.Add(ref waitingBytes, -next.Body.Length);
        return next;
    }
}
