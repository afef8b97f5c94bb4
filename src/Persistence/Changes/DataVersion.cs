namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// The state of the data as a number that changes with every commit, known without a round trip: what kept answers are valid for.
/// </summary>
public abstract class DataVersion : IAsyncDisposable
{
    /// <summary>
    /// The present state. Whoever read data after this call read it at least as new as this. False while this server cannot vouch for it;
    /// then nothing kept may be used.
    /// </summary>
    public abstract bool TryGet(out long version);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
