using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace KGPlanGraph.Consumer;

/// <summary>The copy: objects as JSON, and the cursor up to which it is exact.</summary>
internal sealed class Copy : IDisposable
{
    private readonly SqliteConnection connection;

    public Copy(string file)
    {
        connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        Run("PRAGMA journal_mode = WAL");
        Run("CREATE TABLE IF NOT EXISTS objects (id TEXT PRIMARY KEY, type TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID");
        Run("CREATE TABLE IF NOT EXISTS progress (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID");
    }

    /// <summary>The cursor; null before the first export.</summary>
    public string? Cursor
    {
        get
        {
            using var command = Command("SELECT value FROM progress WHERE name = 'cursor'");
            return command.ExecuteScalar() as string;
        }
    }

    /// <summary>Writes the lines of an export and its cursor, all or nothing.</summary>
    /// <param name="isWhole">Whether it is everything: what was there before goes.</param>
    /// <param name="lines">Its lines, the first one the manifest. Where they fail, nothing is written.</param>
    public async Task WriteAsync(bool isWhole, IAsyncEnumerable<JsonElement> lines)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        if (isWhole)
        {
            Run("DELETE FROM objects");
        }

        await foreach (var line in lines)
        {
            if (line.TryGetProperty("manifest", out var manifest))
            {
                Run("INSERT OR REPLACE INTO progress VALUES ('cursor', $1)", manifest.GetProperty("cursor").GetString()!);
            }
            else if (line.TryGetProperty("data", out var data))
            {
                Run("INSERT OR REPLACE INTO objects VALUES ($1, $2, $3)", Text(line, "id"), Text(line, "type"), data.GetRawText());
            }
            else
            {
                Run("DELETE FROM objects WHERE id = $1", Text(line, "id"));
            }
        }

        await transaction.CommitAsync();
    }

    /// <summary>The next export is of everything; until it is whole, the copy stays as it is.</summary>
    public void ForgetCursor() => Run("DELETE FROM progress WHERE name = 'cursor'");

    public void Dispose() => connection.Dispose();

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    private void Run(string sql, params string[] values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params string[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters.AddWithValue($"${index + 1}", values[index]);
        }

        return command;
    }
}
