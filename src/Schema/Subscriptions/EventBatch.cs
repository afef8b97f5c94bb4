namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>What one read of the table found.</summary>
/// <param name="Events">Oldest first.</param>
/// <param name="Position">The number up to which everything has been seen.</param>
/// <param name="IsFull">Whether there may be more behind it.</param>
/// <param name="Ends">Whether nothing can come any more: the task is gone.</param>
internal sealed record EventBatch(IReadOnlyList<SubscriptionEvent> Events, long Position, bool IsFull, bool Ends);
