using System.Data.Common;
using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Model.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// Gives Change rows their numbers in commit order, without gaps. On PostgreSQL a lock is held from the number to the commit, so that nobody can see
/// number n before n - 1 is there; it is taken last, and the rows are written in the same round trip, so that writers wait for little more than each other's
/// commits.
/// </summary>
internal static class ChangeSequence
{
    /// <summary>The channel on which PostgreSQL tells the newest number at each commit.</summary>
    public const string Channel = "kgplangraph_changes";

    /// <summary>The newest number; 0 where nothing was ever written.</summary>
    public const string FindNewest = "SELECT coalesce(max(sequence), 0) FROM changes";

    /// <summary>The column of the result of <see cref="Statements"/> that holds the newest number.</summary>
    public const string Newest = "newest";

    private static BulkTable? table;
    private static string? insert;

    /// <summary>Numbers and writes changes on SQLite, which has one writer at a time.</summary>
    /// <returns>The newest number.</returns>
    public static async Task<long> AppendAsync(PlanDbContext context, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var last = await FindLastAsync(context, cancellationToken);
        foreach (var change in changes)
        {
            change.Sequence = ++last;
        }

        if (changes.Count < BulkRows.Fewest)
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

    private static async Task<long> FindLastAsync(PlanDbContext context, CancellationToken cancellationToken)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = FindNewest;
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>
    /// PostgreSQL's statements that number, write and tell changes. They are statements of their own, so that the second has a snapshot from after the lock was
    /// won, and the third, whose row is the newest number, sees what the second wrote.
    /// </summary>
    public static IEnumerable<NpgsqlBatchCommand> Statements(PlanDbContext context, IReadOnlyList<Change> changes)
    {
        table ??= TableOf(context);
        insert ??= InsertOf(table);
        var write = new NpgsqlBatchCommand(insert);
        foreach (var column in table.Columns)
        {
            var getter = column.Property.GetGetter();
            write.Parameters.Add(new NpgsqlParameter { Value = column.ToArray(changes.Count, i => getter.GetClrValue(changes[i])) });
        }

        return
        [
            new($"SELECT pg_advisory_xact_lock({AdvisoryLocks.ChangeSequence})"),
            write,
            new($"SELECT max(sequence) AS {Newest}, pg_notify('{Channel}', max(sequence)::text) FROM {table.Name}"),
        ];
    }

    // The number is the database's to give.
    private static BulkTable TableOf(PlanDbContext context)
    {
        var type = context.Model.FindEntityType(typeof(Change))!;
        return BulkTable.Of(type, type.GetProperties().Where(property => property.Name != nameof(Change.Sequence)), context.GetService<ISqlGenerationHelper>());
    }

    // Produces one text for any number of rows: INSERT INTO changes (sequence, kind, …)
    // SELECT newest.sequence + row.number, row.kind, … FROM (SELECT coalesce(max(sequence), 0) AS sequence FROM changes) newest,
    // unnest($1::smallint[], …) WITH ORDINALITY AS row(kind, …, number)
    private static string InsertOf(BulkTable table)
    {
        var names = string.Join(", ", table.Columns.Select(column => column.Name));
        var arrays = string.Join(", ", table.Columns.Select((column, i) => $"${i + 1}::{column.Mapping.StoreType}[]"));
        var values = string.Join(", ", table.Columns.Select(column => $"written.{column.Name}"));
        return $"INSERT INTO {table.Name} (sequence, {names}) SELECT newest.sequence + written.number, {values} "
            + $"FROM (SELECT coalesce(max(sequence), 0) AS sequence FROM {table.Name}) newest, unnest({arrays}) WITH ORDINALITY AS written({names}, number)";
    }
}
