using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Model.Saving;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// Ends a transaction on PostgreSQL in one round trip: writes its rows, takes the lock of the changes, numbers, writes and tells them, commits, and asks whether
/// any other server has not heard. The lock is held for what the database itself takes, and for no round trip.
/// </summary>
internal static class PostgresCommit
{
    /// <param name="context">The transaction's context; nothing tracked is left to be saved.</param>
    /// <param name="rows">What <see cref="RowStatements"/> writes.</param>
    /// <param name="changes">The transaction's changes; none where it changes no object of the plan.</param>
    /// <param name="server">This server, which need not be asked.</param>
    /// <param name="cancellationToken">Ends it until the database has come to the commit.</param>
    /// <returns>The newest change's number; null without changes. And whether all other servers have heard of it.</returns>
    /// <exception cref="DbUpdateConcurrencyException">Another writer changed or deleted one of the rows.</exception>
    /// <exception cref="PostgresException">The database refused: nothing was written.</exception>
    /// <exception cref="OutcomeUnknownException">The connection broke: it may have been committed.</exception>
    public static async Task<(long? Sequence, bool HaveOthersHeard)> RunAsync(
        PlanDbContext context, IReadOnlyList<NpgsqlBatchCommand> rows, IReadOnlyList<Change> changes, Guid server, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)context.Database.GetDbConnection());
        Add(batch, rows);
        Add(batch, changes.Count > 0 ? ChangeSequence.Statements(context, changes) : []);
        batch.BatchCommands.Add(new("COMMIT"));
        Add(batch, changes.Count > 0 ? [ServerLeases.CountUnawareOfNewest(server)] : []);

        cancellationToken.ThrowIfCancellationRequested();
        var isTold = false;
        try
        {
            await using var results = await batch.ExecuteReaderAsync(cancellationToken);
            if (changes.Count == 0)
            {
                while (await results.NextResultAsync(cancellationToken))
                {
                }

                return (null, true);
            }

            while (results.GetName(0) != ChangeSequence.Newest)
            {
                await results.NextResultAsync(cancellationToken);
            }

            await results.ReadAsync(cancellationToken);
            var sequence = results.GetInt64(0);
            isTold = true;
            await results.NextResultAsync(CancellationToken.None);
            await results.ReadAsync(CancellationToken.None);
            return (sequence, results.GetInt64(0) == 0);
        }
        catch (PostgresException fault) when (!isTold && RowStatements.IsConflict(fault))
        {
            throw new DbUpdateConcurrencyException("A row that was to be changed is not as it had been read.", fault);
        }
        catch (Exception fault) when (isTold || (fault is not PostgresException && fault.InnerException is not PostgresException))
        {
            // What the database refuses before it tells the number, it has not committed: answers come in order.
            throw new OutcomeUnknownException(fault);
        }
    }

    private static void Add(NpgsqlBatch batch, IEnumerable<NpgsqlBatchCommand> statements)
    {
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(statement);
        }
    }
}
