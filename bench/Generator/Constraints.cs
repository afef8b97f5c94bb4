using Npgsql;

namespace KGPlanGraph.Bench.Generator;

/// <summary>
/// Foreign keys and secondary indexes, taken away while rows are copied in and put back as they were: checking and indexing a table
/// at once costs a fraction of doing it row by row. Putting them back also proves the rows right.
/// </summary>
internal sealed class Constraints
{
    private const string ForeignKeys = """
        SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
               format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace
        """;

    private const string Indexes = """
        SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
        FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
        WHERE relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
        """;

    private const string Sequences = """
        SELECT format('SELECT setval(%L, coalesce((SELECT max(id) FROM %s), 0) + 1, false)',
                pg_get_serial_sequence(attrelid::regclass::text, 'id'), attrelid::regclass)
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attidentity <> '' AND attname = 'id'
        """;

    private readonly NpgsqlDataSource source;
    private readonly IReadOnlyList<string> restore;

    private Constraints(NpgsqlDataSource source, IReadOnlyList<string> restore)
    {
        this.source = source;
        this.restore = restore;
    }

    public static async Task<Constraints> DropAsync(NpgsqlDataSource source)
    {
        var foreignKeys = await ReadAsync(source, ForeignKeys);
        foreach (var (drop, _) in foreignKeys)
        {
            await ExecuteAsync(source, drop);
        }

        var indexes = await ReadAsync(source, Indexes);
        foreach (var (drop, _) in indexes)
        {
            await ExecuteAsync(source, drop);
        }

        return new Constraints(source, [.. indexes.Select(pair => pair.Create), .. foreignKeys.Select(pair => pair.Create)]);
    }

    public async Task RestoreAsync()
    {
        foreach (var create in restore)
        {
            await ExecuteAsync(source, create);
        }

        foreach (var (set, _) in await ReadAsync(source, Sequences))
        {
            await ExecuteAsync(source, set);
        }
    }

    private static async Task<List<(string Drop, string Create)>> ReadAsync(NpgsqlDataSource source, string query)
    {
        var pairs = new List<(string, string)>();
        await using var command = source.CreateCommand(query);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            pairs.Add((reader.GetString(0), reader.FieldCount > 1 ? reader.GetString(1) : ""));
        }

        return pairs;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string statement)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"SET maintenance_work_mem = '512MB'; {statement}", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
