using System.Data.Common;
using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence;

/// <summary>
/// The one database of this process. Whoever opens a connection disposes it, which gives it back to its pool.
/// Opening throws <see cref="DatabaseUnavailableException"/> where the database is out of reach.
/// </summary>
public interface IDatabase
{
    DatabaseEngine Engine { get; }

    /// <summary>Where the data are, for people: a file's path, or host and database. Without secrets.</summary>
    string Location { get; }

    /// <summary>
    /// A connection that can only read. On PostgreSQL every batch, having one implicit transaction, is one snapshot, and it comes from a standby where the
    /// primary is away; on SQLite a snapshot needs a transaction.
    /// </summary>
    /// <param name="fromPrimary">True where a standby, which may lag, will not do even then: for a caller that has just written.</param>
    /// <param name="cancellationToken">Ends the waiting for a connection.</param>
    ValueTask<DbConnection> OpenReadAsync(bool fromPrimary = false, CancellationToken cancellationToken = default);

    /// <summary>A connection to the primary that can write. Objects of the plan are written through <c>PlanWriter</c> instead.</summary>
    ValueTask<DbConnection> OpenWriteAsync(CancellationToken cancellationToken = default);

    /// <summary>A new context on the primary. The first one builds EF Core's model, which takes about half a second.</summary>
    PlanDbContext CreateContext();
}
