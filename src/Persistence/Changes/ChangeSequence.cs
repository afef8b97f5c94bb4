using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// Gives Change rows their numbers in commit order, without gaps. On PostgreSQL a lock is held from the number to the commit, so that nobody can see
/// number n before n - 1 is there; it is taken last, so that writers wait for each other no longer than for the rows to be written.
/// </summary>
internal static class ChangeSequence
{
    /// <summary>The channel on which PostgreSQL tells the newest number at each commit.</summary>
    public const string Channel = "kgplangraph_changes";

    /// <summary>The newest number; 0 where nothing was ever written.</summary>
    public const string FindNewest = "SELECT coalesce(max(sequence), 0) FROM changes";

    /// <returns>The newest number.</returns>
    public static async Task<long> AppendAsync(PlanDbContext context, IReadOnlyList<Change> changes, TimeProvider clock, CancellationToken cancellationToken)
    {
        var last = await FindLastAsync(context, changes.Count, cancellationToken);
        var now = ChangeRecorder.ToMicroseconds(clock.GetUtcNow());
        foreach (var change in changes)
        {
            change.Sequence = ++last;
            change.OccurredAt = now;
        }

        if (changes.Count < BulkInsert.Fewest)
        {
            context.Changes.AddRange(changes);
            await context.SaveChangesAsync(cancellationToken);
        }
        else
        {
            await BulkInsert.WriteAsync(context, changes, cancellationToken);
        }

        return last;
    }

    // PostgreSQL tells the newest number at the commit, whenever in the transaction it is asked to: here it costs no round trip.
    private static async Task<long> FindLastAsync(PlanDbContext context, int added, CancellationToken cancellationToken)
    {
        var isPostgres = context.Database.IsNpgsql();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        // Two statements, so that the second has a snapshot from after the lock was won.
        command.CommandText = isPostgres
            ? $"SELECT pg_advisory_xact_lock({AdvisoryLocks.ChangeSequence}); SELECT coalesce(max(sequence), 0), pg_notify('{Channel}', (coalesce(max(sequence), 0) + @added)::text) FROM changes"
            : FindNewest;
        if (isPostgres)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("added", (long)added);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (isPostgres)
        {
            await reader.NextResultAsync(cancellationToken);
        }

        await reader.ReadAsync(cancellationToken);
        return reader.GetInt64(0);
    }
}
