using KGPlanGraph.Schema.Execution;

namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>One event. All who subscribed to the same share it, so disposing it does nothing.</summary>
internal sealed class SubscriptionEvent(long sequence, byte[] body) : GraphQLResponse
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Body => body;

    /// <inheritdoc/>
    public override bool HasData => true;

    /// <inheritdoc/>
    public override OperationKind? Kind => OperationKind.Subscription;

    /// <inheritdoc/>
    public override long? Sequence => sequence;
}
