using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace KGPlanGraph.Consumer;

/// <summary>The copy: objects as JSON, and how far each list and the changes have been read. Each page is one transaction.</summary>
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

    /// <summary>A place that was noted; null where there is none, empty for the beginning.</summary>
    public string? Find(string name)
    {
        using var command = Command("SELECT value FROM progress WHERE name = $1", name);
        return command.ExecuteScalar() as string;
    }

    /// <summary>Writes a page and how far it reaches, all or nothing.</summary>
    /// <param name="objects">Objects as they are; those that are there are replaced.</param>
    /// <param name="gone">Ids of objects to remove.</param>
    /// <param name="progress">What to note.</param>
    public void Write(IEnumerable<JsonElement> objects, IEnumerable<string> gone, params (string Name, string Value)[] progress)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var id in gone)
        {
            Run("DELETE FROM objects WHERE id = $1", id);
        }

        foreach (var item in objects)
        {
            Run("INSERT OR REPLACE INTO objects VALUES ($1, $2, $3)", Text(item, "id"), Text(item, "__typename"), item.GetRawText());
        }

        foreach (var (name, value) in progress)
        {
            Run("INSERT OR REPLACE INTO progress VALUES ($1, $2)", name, value);
        }

        transaction.Commit();
    }

    public void Dispose() => connection.Dispose();

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;

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
