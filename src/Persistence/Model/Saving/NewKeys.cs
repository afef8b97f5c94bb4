using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace KGPlanGraph.Persistence.Model.Saving;

/// <summary>The keys of a transaction's new rows, taken from the database's sequences before the rows are written: those that came with another statement, and those that are asked for.</summary>
internal sealed class NewKeys
{
    private readonly Dictionary<Type, Queue<long>> taken = [];

    /// <summary>Keeps a key for the next new row of a type.</summary>
    public void Add(Type type, long key)
    {
        if (!taken.TryGetValue(type, out var keys))
        {
            taken.Add(type, keys = new());
        }

        keys.Enqueue(key);
    }

    /// <summary>PostgreSQL's statement for the next keys of a table.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="count">How many, in SQL.</param>
    public static string Next(string table, string count) => $"SELECT nextval(pg_get_serial_sequence('{table}', 'id')) FROM generate_series(1, {count})";

    /// <summary>Gives keys to those of a type's new rows that have none; what refers to them follows.</summary>
    public async Task GiveAsync(PlanDbContext context, IEntityType type, IEnumerable<EntityEntry> rows, CancellationToken cancellationToken)
    {
        if (type.FindPrimaryKey()!.Properties is not [{ ValueGenerated: ValueGenerated.OnAdd } key])
        {
            return;
        }

        // In the order in which they came, as EF Core would: a temporary key is higher than those before it.
        var ordered = rows.Where(row => row.Property(key).IsTemporary).OrderBy(row => (long)row.Property(key).CurrentValue!);
        var missing = new Queue<PropertyEntry>(BulkRows.ParentsFirst(context, type, ordered).Select(row => row.Property(key)).Where(property => property.IsTemporary));
        while (missing.Count > 0 && taken.TryGetValue(type.ClrType, out var keys) && keys.TryDequeue(out var known))
        {
            Give(missing.Dequeue(), known);
        }

        if (missing.Count == 0)
        {
            return;
        }

        await using var next = context.Database.GetDbConnection().CreateCommand();
        next.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        var table = type.GetTableName()!;
        // SQLite has one writer at a time, and takes note of ids that are given.
        next.CommandText = context.Database.IsNpgsql()
            ? Next(table, $"{missing.Count}")
            : $"WITH RECURSIVE ids(id) AS (SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{table}'), 0) + 1 UNION ALL SELECT id + 1 FROM ids LIMIT {missing.Count}) SELECT id FROM ids";
        await using var ids = await next.ExecuteReaderAsync(cancellationToken);
        while (missing.TryDequeue(out var property))
        {
            await ids.ReadAsync(cancellationToken);
            Give(property, ids.GetInt64(0));
        }
    }

    private static void Give(PropertyEntry property, long key) => (property.CurrentValue, property.IsTemporary) = (key, false);
}
