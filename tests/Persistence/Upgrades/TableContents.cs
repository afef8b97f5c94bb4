using System.Data.Common;
using System.Globalization;
using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Persistence.Upgrades;

/// <summary>All rows of all tables, in columns that were there at one time.</summary>
internal sealed class TableContents
{
    private readonly SortedDictionary<string, string[]> columns = new(StringComparer.Ordinal);

    /// <summary>The tables and columns of now; those that are the machine's own are left out.</summary>
    public static async Task<TableContents> OfAsync(TestDatabase test)
    {
        var contents = new TableContents();
        var rows = await RowsAsync(test, test.Database.Engine == DatabaseEngine.Postgres
            ? "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            : "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'");
        foreach (var table in rows.Select(row => row.Split('|')).GroupBy(row => row[0], row => row[1]).Where(table => table.Key is not ("migrations_history" or "server_leases")))
        {
            contents.columns.Add(table.Key, [.. table]);
        }

        return contents;
    }

    /// <summary>A line for each row.</summary>
    public async Task<List<string>> ReadAsync(TestDatabase test)
    {
        var lines = new List<string>();
        foreach (var (table, columns) in columns)
        {
            lines.AddRange((await RowsAsync(test, $"SELECT {string.Join(", ", columns)} FROM {table}")).Select(row => $"{table}|{row}"));
        }

        return lines;
    }

    /// <summary>What the engine says of columns, indexes and constraints.</summary>
    public static Task<List<string>> DescribeAsync(TestDatabase test) => RowsAsync(test, test.Database.Engine == DatabaseEngine.Postgres
        ? """
          SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name FROM information_schema.columns WHERE table_schema = 'public'
          UNION ALL SELECT tablename, indexname, indexdef, '', '', '' FROM pg_indexes WHERE schemaname = 'public'
          UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '', '' FROM pg_constraint WHERE connamespace = 'public'::regnamespace
          """
        : """
          SELECT m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'
          UNION ALL SELECT tbl_name, name, sql, '', '', '' FROM sqlite_master WHERE type = 'index'
          UNION ALL SELECT m.name, f."from", f."table", f."to", f.on_delete, '' FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
          """);

    // In an order of our own: neither engine's UNION has one, and locales differ.
    private static async Task<List<string>> RowsAsync(TestDatabase test, string sql)
    {
        await using var connection = await test.Database.OpenWriteAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader, column))));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static string Text(DbDataReader reader, int column) => reader.GetValue(column) switch
    {
        DBNull => "NULL",
        byte[] bytes => Convert.ToHexString(bytes),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
