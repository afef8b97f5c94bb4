using KGPlanGraph.Persistence.Changes;

namespace KGPlanGraph.Persistence.Reading.Execution;

/// <summary>Runs the statements of reads.</summary>
public interface IReadStore
{
    /// <summary>The engine's SQL.</summary>
    SqlDialect Dialect { get; }

    /// <summary>
    /// Runs statements in one round trip and on one snapshot of the data.
    /// Fails with <see cref="System.Data.Common.DbException"/> where the database cannot answer.
    /// </summary>
    /// <param name="statements">One or more.</param>
    /// <param name="afterOwnWrite">True where the caller must see what it has just written: read from the primary.</param>
    /// <param name="cancellationToken">Cancels the statements in the database too.</param>
    ValueTask<ReadBatch> ExecuteAsync(IReadOnlyList<Statement> statements, bool afterOwnWrite, CancellationToken cancellationToken);

    /// <summary>
    /// Opens one snapshot for many batches. It holds a connection, and on PostgreSQL vacuum back, until it is disposed.
    /// </summary>
    ValueTask<ReadSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <summary>One snapshot of the data: every batch sees the same. One batch at a time.</summary>
public abstract class ReadSnapshot : IReadStore, IAsyncDisposable
{
    private static readonly Statement Newest = new(ChangeSequence.FindNewest, []);

    /// <inheritdoc/>
    public abstract SqlDialect Dialect { get; }

    /// <inheritdoc/>
    public abstract ValueTask<ReadBatch> ExecuteAsync(IReadOnlyList<Statement> statements, bool afterOwnWrite, CancellationToken cancellationToken);

    /// <summary>The number of the newest change that the snapshot has; 0 where nothing was ever written. Of one database, all data are the same where it is.</summary>
    public async ValueTask<long> NewestChangeAsync(CancellationToken cancellationToken)
    {
        await using var batch = await ExecuteAsync([Newest], false, cancellationToken).ConfigureAwait(false);
        var rows = await batch.NextAsync(cancellationToken).ConfigureAwait(false);
        await rows.ReadAsync(cancellationToken).ConfigureAwait(false);
        return rows.GetLong(0);
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>The results of a batch of statements, one after the other.</summary>
public abstract class ReadBatch : IAsyncDisposable
{
    /// <summary>Goes to the rows of the next statement.</summary>
    public abstract ValueTask<RowReader> NextAsync(CancellationToken cancellationToken);

    /// <summary>Says that the rest is not wanted: disposing then stops the statements in the database, and does not wait for their rows.</summary>
    public virtual void Abandon()
    {
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
