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
/// Writes many new rows by the model's own mapping: with COPY on PostgreSQL, with one prepared statement per table on SQLite. A document of 2,000 tasks is
/// some 14,000 rows, for which EF Core's commands take longer than the rest of the import.
/// </summary>
internal static class BulkInsert
{
    /// <summary>Inserts what is tracked as new and counts it as saved; principals first. Ids are given here.</summary>
    /// <returns>How many rows were inserted; 0 where they are few, or where something else is to be saved as well, whose order EF Core knows.</returns>
    public static async Task<int> SaveAsync(PlanDbContext context, CancellationToken cancellationToken)
    {
        var added = BulkRows.Of(context, EntityState.Added);
        if (added.Count == 0)
        {
            return 0;
        }

        var byType = added.ToLookup(entry => entry.Metadata);
        foreach (var type in BulkRows.PrincipalsFirst(context.Model).Where(byType.Contains))
        {
            var rows = BulkRows.ParentsFirst(context, type, byType[type]);
            await context.NewKeys.GiveAsync(context, type, rows, cancellationToken);
            await WriteAsync(context, type, [.. rows.Select(row => row.Entity)], (i, property) => rows[i].Property(property).CurrentValue, cancellationToken);
        }

        foreach (var entry in added)
        {
            entry.State = EntityState.Unchanged;
        }

        return added.Count;
    }

    /// <summary>Inserts rows that nothing tracks and whose keys are given.</summary>
    public static Task WriteAsync<T>(PlanDbContext context, IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        var type = context.Model.FindEntityType(typeof(T))!;
        return WriteAsync(context, type, rows, (i, property) => property.GetGetter().GetClrValue(rows[i]), cancellationToken);
    }

    private static async Task WriteAsync(
        PlanDbContext context, IEntityType type, IReadOnlyList<object> rows, Func<int, IProperty, object?> read, CancellationToken cancellationToken)
    {
        var (table, columns) = BulkTable.Of(type, type.GetProperties(), context.GetService<ISqlGenerationHelper>());
        var names = string.Join(", ", columns.Select(column => column.Name));
        if (context.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            await using var copy = await postgres.BeginBinaryImportAsync($"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)", cancellationToken);
            for (var i = 0; i < rows.Count; i++)
            {
                await copy.StartRowAsync(cancellationToken);
                foreach (var column in columns)
                {
                    await WriteAsync(copy, column, read(i, column.Property), cancellationToken);
                }
            }

            await copy.CompleteAsync(cancellationToken);
            return;
        }

        await using var insert = ((SqliteConnection)context.Database.GetDbConnection()).CreateCommand();
        insert.Transaction = (SqliteTransaction)context.Database.CurrentTransaction!.GetDbTransaction();
        insert.CommandText = $"INSERT INTO {table} ({names}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
        var parameters = columns.Select((_, i) => insert.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" })).ToArray();
        await insert.PrepareAsync(cancellationToken);
        for (var i = 0; i < rows.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var column = 0; column < columns.Count; column++)
            {
                parameters[column].Value = columns[column].ToProvider(read(i, columns[column].Property)) ?? DBNull.Value;
            }

            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, BulkColumn column, object? value, CancellationToken cancellationToken) =>
        column.ToProvider(value) is { } stored ? copy.WriteAsync(stored, column.Mapping.StoreTypeNameBase, cancellationToken) : copy.WriteNullAsync(cancellationToken);
}
