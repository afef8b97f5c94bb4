using KGPlanGraph.Schema.Execution;

namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>A subscription that has begun.</summary>
internal sealed class SubscriptionResponse(IAsyncEnumerable<GraphQLResponse> events, long position, OperationSummary summary) : GraphQLResponse
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Body => default;

    /// <inheritdoc/>
    public override bool HasData => true;

    /// <inheritdoc/>
    public override OperationKind? Kind => OperationKind.Subscription;

    /// <inheritdoc/>
    public override IAsyncEnumerable<GraphQLResponse>? Events => events;

    /// <summary>The number of the change behind which it begins.</summary>
    public override long? Sequence => position;

    /// <inheritdoc/>
    public override OperationSummary? Summary => summary;
}
