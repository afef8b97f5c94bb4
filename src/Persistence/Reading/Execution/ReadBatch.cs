namespace KGPlanGraph.Persistence.Reading.Execution;

/// <summary>The results of a batch of statements, one after the other.</summary>
public abstract class ReadBatch : IAsyncDisposable
{
    /// <summary>Goes to the rows of the next statement.</summary>
    public abstract ValueTask<RowReader> NextAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
