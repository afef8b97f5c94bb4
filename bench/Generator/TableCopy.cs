using Npgsql;
using NpgsqlTypes;

namespace KGPlanGraph.Bench.Generator;

/// <summary>One binary COPY: rows of one table, in the order of the columns that it was opened with.</summary>
internal sealed class TableCopy(NpgsqlDataSource source, string table, string columns) : IAsyncDisposable
{
    private NpgsqlConnection? connection;
    private NpgsqlBinaryImporter importer = null!;

    public async Task OpenAsync()
    {
        connection = await source.OpenConnectionAsync();
        importer = await connection.BeginBinaryImportAsync($"COPY {table} ({columns}) FROM STDIN (FORMAT binary)");
        importer.Timeout = TimeSpan.Zero;
    }

    /// <summary>One row; enums as short, days as DateOnly, instants as DateTime in UTC.</summary>
    public void Row(params ReadOnlySpan<object?> values)
    {
        importer.StartRow();
        foreach (var value in values)
        {
            switch (value)
            {
                case null: importer.WriteNull(); break;
                case long number: importer.Write(number, NpgsqlDbType.Bigint); break;
                case int number: importer.Write(number, NpgsqlDbType.Integer); break;
                case short number: importer.Write(number, NpgsqlDbType.Smallint); break;
                case double number: importer.Write(number, NpgsqlDbType.Double); break;
                case bool truth: importer.Write(truth, NpgsqlDbType.Boolean); break;
                case string text: importer.Write(text, NpgsqlDbType.Text); break;
                case byte[] bytes: importer.Write(bytes, NpgsqlDbType.Bytea); break;
                case DateOnly day: importer.Write(day, NpgsqlDbType.Date); break;
                case DateTime instant: importer.Write(instant, NpgsqlDbType.TimestampTz); break;
                default: throw new ArgumentException($"a {value.GetType()} is not copied", nameof(values));
            }
        }
    }

    public async Task CompleteAsync() => await importer.CompleteAsync();

    public async ValueTask DisposeAsync()
    {
        if (connection is null)
        {
            return;
        }

        await importer.DisposeAsync();
        await connection.DisposeAsync();
    }
}
