using System.Data.Common;
using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Persistence.Model;
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

    private static BulkTable? table;
    private static string? insert;

    /// <returns>The newest number.</returns>
    public static async Task<long> AppendAsync(PlanDbContext context, IReadOnlyList<Change> changes, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = ChangeRecorder.ToMicroseconds(clock.GetUtcNow());
        foreach (var change in changes)
        {
            change.OccurredAt = now;
        }

        if (context.Database.IsNpgsql())
        {
            return await InsertAsync(context, changes, cancellationToken);
        }

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

    // Statements of their own, so that the second has a snapshot from after the lock was won, and the third sees what the second wrote.
    private static async Task<long> InsertAsync(PlanDbContext context, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        table ??= TableOf(context);
        insert ??= InsertOf(table);
        await using var batch = new NpgsqlBatch((NpgsqlConnection)context.Database.GetDbConnection())
        {
            BatchCommands =
            {
                new($"SELECT pg_advisory_xact_lock({AdvisoryLocks.ChangeSequence})"),
                new(insert),
                new($"SELECT max(sequence), pg_notify('{Channel}', max(sequence)::text) FROM changes"),
            },
        };
        foreach (var column in table.Columns)
        {
            batch.BatchCommands[1].Parameters.Add(new NpgsqlParameter { Value = ToArray(column, changes) });
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        // The insertion gives no rows.
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetInt64(0);
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

    private static Array ToArray(BulkColumn column, IReadOnlyList<Change> changes)
    {
        var (getter, type) = (column.Property.GetGetter(), column.Mapping.Converter?.ProviderClrType ?? column.Mapping.ClrType);
        var values = Array.CreateInstance(type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type, changes.Count);
        for (var i = 0; i < changes.Count; i++)
        {
            values.SetValue(column.ToProvider(getter.GetClrValue(changes[i])), i);
        }

        return values;
    }
}
