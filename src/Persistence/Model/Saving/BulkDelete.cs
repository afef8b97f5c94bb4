using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace KGPlanGraph.Persistence.Model.Saving;

/// <summary>
/// Deletes many rows by the model's own mapping: with one statement per table and level on PostgreSQL, with one prepared statement per table on SQLite.
/// A discarded draft of 2,000 tasks is some 10,000 rows, for each of which EF Core has a command.
/// </summary>
internal static class BulkDelete
{
    /// <summary>Deletes what is tracked as deleted and counts it as saved; dependents first.</summary>
    /// <returns>How many rows were deleted; 0 where they are few, or where something else is to be saved as well, whose order EF Core knows.</returns>
    /// <exception cref="DbUpdateConcurrencyException">Another writer changed or deleted one of the rows.</exception>
    public static async Task<int> SaveAsync(PlanDbContext context, CancellationToken cancellationToken)
    {
        var deleted = BulkRows.Of(context, EntityState.Deleted);
        if (deleted.Count == 0)
        {
            return 0;
        }

        var byType = deleted.ToLookup(entry => entry.Metadata);
        foreach (var type in BulkRows.PrincipalsFirst(context.Model).Where(byType.Contains).Reverse())
        {
            foreach (var level in LevelsBottomUp(type, [.. byType[type]]))
            {
                await DeleteAsync(context, type, level, cancellationToken);
            }
        }

        foreach (var entry in deleted)
        {
            entry.State = EntityState.Detached;
        }

        return deleted.Count;
    }

    /// <summary>Of rows that refer to others of their table, those first to which no other refers; PostgreSQL looks at each row of a statement by itself.</summary>
    private static IEnumerable<List<EntityEntry>> LevelsBottomUp(IEntityType type, List<EntityEntry> rows)
    {
        var parents = type.GetForeignKeys().Where(key => key.PrincipalEntityType == type).Select(key => key.Properties[0]).ToArray();
        if (parents.Length == 0)
        {
            return [rows];
        }

        var id = type.FindPrimaryKey()!.Properties[0];
        var byId = rows.ToDictionary(row => row.Property(id).OriginalValue!);
        return rows.GroupBy(Depth).OrderByDescending(level => level.Key).Select(level => level.ToList());

        // A draft is its own draft plan.
        int Depth(EntityEntry row) => parents.Select(parent => row.Property(parent).OriginalValue)
            .Select(parent => parent is not null && byId.TryGetValue(parent, out var above) && above != row ? 1 + Depth(above) : 0).Max();
    }

    private static async Task DeleteAsync(PlanDbContext context, IEntityType type, List<EntityEntry> rows, CancellationToken cancellationToken)
    {
        var kept = type.FindPrimaryKey()!.Properties.Union(type.GetProperties().Where(property => property.IsConcurrencyToken));
        var (table, columns) = BulkTable.Of(type, kept, context.GetService<ISqlGenerationHelper>());
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        var count = command is NpgsqlCommand postgres
            ? await DeleteAsync(postgres, table, columns, rows, cancellationToken)
            : await DeleteAsync((SqliteCommand)command, table, columns, rows, cancellationToken);
        if (count != rows.Count)
        {
            throw new DbUpdateConcurrencyException($"{rows.Count} rows of {table} were to be deleted, and {count} were as they had been read.");
        }
    }

    // Produces: DELETE FROM tasks AS t USING unnest($1::bigint[], $2::integer[]) AS gone(c0, c1) WHERE t.id = gone.c0 AND t.version = gone.c1
    private static Task<int> DeleteAsync(NpgsqlCommand command, string table, IReadOnlyList<BulkColumn> columns, List<EntityEntry> rows, CancellationToken cancellationToken)
    {
        var arrays = columns.Select((column, i) => $"${i + 1}::{column.Mapping.StoreType}[]");
        var same = columns.Select((column, i) => $"t.{column.Name} = gone.c{i}");
        command.CommandText = $"DELETE FROM {table} AS t USING unnest({string.Join(", ", arrays)}) AS gone({string.Join(", ", columns.Select((_, i) => $"c{i}"))}) "
            + $"WHERE {string.Join(" AND ", same)}";
        foreach (var column in columns)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = column.ToArray(rows.Count, i => rows[i].Property(column.Property).OriginalValue) });
        }

        return command.ExecuteNonQueryAsync(cancellationToken);
    }

    // Produces: DELETE FROM "tasks" WHERE "id" = $p0 AND "version" = $p1
    private static async Task<int> DeleteAsync(SqliteCommand command, string table, IReadOnlyList<BulkColumn> columns, List<EntityEntry> rows, CancellationToken cancellationToken)
    {
        command.CommandText = $"DELETE FROM {table} WHERE {string.Join(" AND ", columns.Select((column, i) => $"{column.Name} = $p{i}"))}";
        var parameters = columns.Select((_, i) => command.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" })).ToArray();
        await command.PrepareAsync(cancellationToken);
        var count = 0;
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Count; i++)
            {
                parameters[i].Value = Original(columns[i], row);
            }

            count += await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return count;
    }

    private static object? Original(BulkColumn column, EntityEntry row) => column.ToProvider(row.Property(column.Property).OriginalValue);
}
