
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
    /// <inheritdoc/>
    public abstract SqlDialect Dialect { get; }

    /// <inheritdoc/>
    public abstract ValueTask<ReadBatch> ExecuteAsync(IReadOnlyList<Statement> statements, bool afterOwnWrite, CancellationToken cancellationToken);

    /// <summary>The newest change that the snapshot has. Of one database, all data are the same where it is.</summary>
    public async ValueTask<ChangePlace> NewestChangeAsync(CancellationToken cancellationToken) =>
        await FindAsync(ChangePlace.FindNewest, cancellationToken).ConfigureAwait(false) ?? default;

    /// <summary>The change that has a place's number; null for none.</summary>
    public ValueTask<ChangePlace?> FindChangeAsync(ChangePlace place, CancellationToken cancellationToken) =>
        FindAsync(ChangePlace.Find(place.Sequence), cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    private async ValueTask<ChangePlace?> FindAsync(Statement statement, CancellationToken cancellationToken)
    {
        await using var batch = await ExecuteAsync([statement], false, cancellationToken).ConfigureAwait(false);
        var rows = await batch.NextAsync(cancellationToken).ConfigureAwait(false);
        rows.LeadingKeyColumns = 0;
        return await rows.ReadAsync(cancellationToken).ConfigureAwait(false) ? ChangePlace.Of(rows.GetLong(0), rows.GetInstant(1)) : null;
    }
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
