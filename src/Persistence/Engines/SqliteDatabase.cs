using System.Data.Common;
using KGPlanGraph.Persistence.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence.Engines;

/// <summary>The embedded database: one file in WAL mode, so that readers and the one writer do not wait for each other.</summary>
internal sealed class SqliteDatabase : IDatabase, IAsyncDisposable
{
    private readonly string _file;
    private readonly string _reading;
    private readonly string _writing;
    private readonly Lazy<DbContextOptions<SqlitePlanDbContext>> _contextOptions;
    private SqliteConnection? _anchor;

    public SqliteDatabase(DatabaseOptions options)
    {
        _file = options.SqliteFile;
        // Foreign keys are off in SQLite unless each connection asks for them. The timeout is the time to wait for another writer.
        var settings = new SqliteConnectionStringBuilder { DataSource = _file, ForeignKeys = true, DefaultTimeout = 30 };
        settings.Mode = SqliteOpenMode.ReadOnly;
        _reading = settings.ConnectionString;
        settings.Mode = SqliteOpenMode.ReadWriteCreate;
        _writing = settings.ConnectionString;
        _contextOptions = new(() => PlanDbContextOptions.Sqlite(_writing));
    }

    public DatabaseEngine Engine => DatabaseEngine.Sqlite;

    public string Location => _file;

    public ValueTask<DbConnection> OpenReadAsync(bool fromPrimary = false, CancellationToken cancellationToken = default) => Open(_reading, cancellationToken);

    public ValueTask<DbConnection> OpenWriteAsync(CancellationToken cancellationToken = default) => Open(_writing, cancellationToken);

    public PlanDbContext CreateContext() => new SqlitePlanDbContext(_contextOptions.Value);

    /// <summary>
    /// Creates the folder and the file where they are missing, puts the file into WAL mode and makes sure that it can be written.
    /// One connection stays open: when the last one closes, SQLite folds the log back and the next reader pays for it.
    /// </summary>
    public void Create()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
            _anchor ??= new SqliteConnection(_writing);
            if (_anchor.State != System.Data.ConnectionState.Open)
                _anchor.Open();
            using var command = _anchor.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; ROLLBACK;";
            command.ExecuteNonQuery();
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnavailableException(SqliteFaults.Explain(fault, _file), fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_anchor is not null)
            await _anchor.DisposeAsync();
        foreach (var settings in (string[])[_reading, _writing])
        {
            await using var connection = new SqliteConnection(settings);
            SqliteConnection.ClearPool(connection);
        }
    }

    // SQLite works in this process, and its provider's asynchronous methods are synchronous: no thread would be freed.
    private ValueTask<DbConnection> Open(string settings, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var connection = new SqliteConnection(settings);
        try
        {
            connection.Open();
            return new(connection);
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw new DatabaseUnavailableException(SqliteFaults.Explain(fault, _file), fault);
        }
    }
}
