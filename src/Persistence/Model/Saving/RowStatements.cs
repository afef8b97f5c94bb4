using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace KGPlanGraph.Persistence.Model.Saving;

/// <summary>
/// Writes what a context tracks as statements for PostgreSQL by the model's own mapping, so that they can go in one round trip with others: new rows first, those
/// that others refer to before the others, then changed ones, a statement for each table and each set of columns, whatever the number of rows.
/// </summary>
internal static class RowStatements
{
    // More go with COPY.
    private const int MostRows = 1000;

    /// <summary>The statements; null where there are many rows, or where the order in which they are written matters, which EF Core knows.</summary>
    public static async Task<IReadOnlyList<NpgsqlBatchCommand>?> FindAsync(PlanDbContext context, CancellationToken cancellationToken)
    {
        var changed = context.ChangeTracker.Entries().Where(entry => entry.State is not (EntityState.Unchanged or EntityState.Detached)).ToList();
        var byType = changed.ToLookup(entry => entry.Metadata);
        if (changed.Count > MostRows || changed.Exists(entry => entry.State == EntityState.Deleted || IsDraft(entry)) || byType.Any(rows => MayClash(rows.Key, [.. rows])))
        {
            return null;
        }

        var sql = context.GetService<ISqlGenerationHelper>();
        var types = BulkRows.PrincipalsFirst(context.Model).Where(byType.Contains).ToList();
        var statements = new List<NpgsqlBatchCommand>();
        foreach (var type in types)
        {
            var added = byType[type].Where(entry => entry.State == EntityState.Added).ToList();
            if (added.Count > 0)
            {
                await context.NewKeys.GiveAsync(context, type, added, cancellationToken);
                statements.Add(Insert(BulkTable.Of(type, type.GetProperties(), sql), added));
            }
        }

        foreach (var type in types)
        {
            foreach (var rows in byType[type].Where(entry => entry.State == EntityState.Modified).GroupBy(Changed, StringComparer.Ordinal))
            {
                statements.Add(Update(type, sql, [.. rows]));
            }
        }

        return statements;
    }

    /// <summary>Whether a statement failed because another writer came between.</summary>
    public static bool IsConflict(PostgresException fault) => fault.SqlState == PostgresErrorCodes.DivisionByZero;

    // It belongs to itself, once its id is known.
    private static bool IsDraft(EntityEntry entry) => entry is { State: EntityState.Added, Entity: Plan { Status: PlanStatus.Draft } };

    // Rows that change what is unique among them have to pass one another.
    private static bool MayClash(IEntityType type, List<EntityEntry> rows) =>
        rows.Count > 1 && rows.Exists(row => row.State == EntityState.Modified
            && type.GetIndexes().Any(index => index.IsUnique && (index.GetFilter() is not null || index.Properties.Any(property => row.Property(property).IsModified))));

    private static string Changed(EntityEntry entry) => string.Join(",", entry.Properties.Where(property => property.IsModified).Select(property => property.Metadata.Name));

    // Produces: INSERT INTO progress_reports (id, task_id, …) SELECT * FROM unnest($1::bigint[], $2::bigint[], …)
    // or, for one row: INSERT INTO progress_reports (id, task_id, …) VALUES (($1::bigint[])[1], ($2::bigint[])[1], …)
    private static NpgsqlBatchCommand Insert(BulkTable table, List<EntityEntry> rows)
    {
        var values = rows.Count == 1 ? $"VALUES ({string.Join(", ", Firsts(table.Columns))})" : $"SELECT * FROM unnest({string.Join(", ", Arrays(table.Columns))})";
        var statement = new NpgsqlBatchCommand($"INSERT INTO {table.Name} ({string.Join(", ", table.Columns.Select(column => column.Name))}) {values}");
        AddValues(statement, table.Columns, rows, property => property.CurrentValue);
        return statement;
    }

    // Produces: WITH changed AS (UPDATE tasks AS t SET status = w.c2, version = w.c3 FROM unnest($1::bigint[], $2::integer[], …) AS w(c0, c1, c2, c3)
    // WHERE t.id = w.c0 AND t.version = w.c1 RETURNING 1) SELECT 1 / (count(*) = 7)::int FROM changed
    // or, for one row: … SET status = ($3::smallint[])[1], … WHERE t.id = ($1::bigint[])[1] AND …
    // The division fails where another writer came between, and with it the transaction: its end may be in the same round trip.
    private static NpgsqlBatchCommand Update(IEntityType type, ISqlGenerationHelper sql, List<EntityEntry> rows)
    {
        var same = type.FindPrimaryKey()!.Properties.Union(type.GetProperties().Where(property => property.IsConcurrencyToken));
        var (name, keys) = BulkTable.Of(type, same, sql);
        var values = BulkTable.Of(type, rows[0].Properties.Where(property => property.IsModified).Select(property => property.Metadata), sql).Columns;
        BulkColumn[] columns = [.. keys, .. values];
        string[] given = rows.Count == 1 ? [.. Firsts(columns)] : [.. columns.Select((_, i) => $"w.c{i}")];
        var from = rows.Count == 1 ? "" : $" FROM unnest({string.Join(", ", Arrays(columns))}) AS w({string.Join(", ", columns.Select((_, i) => $"c{i}"))})";
        var statement = new NpgsqlBatchCommand(
            $"WITH changed AS (UPDATE {name} AS t SET {string.Join(", ", values.Select((column, i) => $"{column.Name} = {given[keys.Count + i]}"))}{from} "
            + $"WHERE {string.Join(" AND ", keys.Select((column, i) => $"t.{column.Name} = {given[i]}"))} RETURNING 1) SELECT 1 / (count(*) = {rows.Count})::int FROM changed");
        AddValues(statement, keys, rows, property => property.OriginalValue);
        AddValues(statement, values, rows, property => property.CurrentValue);
        return statement;
    }

    private static IEnumerable<string> Arrays(IEnumerable<BulkColumn> columns) => columns.Select((column, i) => $"${i + 1}::{column.Mapping.StoreTypeNameBase}[]");

    // A list is planned for each request, since nobody knows how long it is; one row is not.
    private static IEnumerable<string> Firsts(IEnumerable<BulkColumn> columns) => Arrays(columns).Select(array => $"({array})[1]");

    private static void AddValues(NpgsqlBatchCommand statement, IReadOnlyList<BulkColumn> columns, List<EntityEntry> rows, Func<PropertyEntry, object?> read)
    {
        foreach (var column in columns)
        {
            statement.Parameters.Add(new NpgsqlParameter { Value = column.ToArray(rows.Count, i => read(rows[i].Property(column.Property))) });
        }
    }
}
