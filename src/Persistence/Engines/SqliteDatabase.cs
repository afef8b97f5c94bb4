using System.Data.Common;
using KGPlanGraph.Persistence.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence.Engines;

/// <summary>The embedded database: one file in WAL mode, so that readers and the one writer do not wait for each other.</summary>
internal sealed class SqliteDatabase : IDatabase, IAsyncDisposable
{
    private readonly string file;
    private readonly string reading;
    private readonly string writing;
    private readonly Lazy<DbContextOptions<SqlitePlanDbContext>> contextOptions;
    private SqliteConnection? anchor;

    public SqliteDatabase(DatabaseOptions options)
    {
        file = options.SqliteFile;
        // Foreign keys are off in SQLite unless each connection asks for them. The timeout is the time to wait for another writer.
        var settings = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30 };
        settings.Mode = SqliteOpenMode.ReadOnly;
        reading = settings.ConnectionString;
        settings.Mode = SqliteOpenMode.ReadWriteCreate;
        writing = settings.ConnectionString;
        contextOptions = new(() => PlanDbContextOptions.Sqlite(writing));
    }

    public DatabaseEngine Engine => DatabaseEngine.Sqlite;

    public string Location => file;

    public ValueTask<DbConnection> OpenReadAsync(bool fromPrimary = false, CancellationToken cancellationToken = default) => Open(reading, cancellationToken);

    public ValueTask<DbConnection> OpenWriteAsync(CancellationToken cancellationToken = default) => Open(writing, cancellationToken);

    public PlanDbContext CreateContext() => new SqlitePlanDbContext(contextOptions.Value);

    /// <summary>
    /// Creates the folder and the file where they are missing, puts the file into WAL mode and makes sure that it can be written.
    /// One connection stays open: when the last one closes, SQLite folds the log back and the next reader pays for it.
    /// </summary>
    public void Create()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            CreateForOwnerAlone();
            anchor ??= new SqliteConnection(writing);
            if (anchor.State != System.Data.ConnectionState.Open)
            {
                anchor.Open();
            }

            using var command = anchor.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; ROLLBACK;";
            command.ExecuteNonQuery();
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnavailableException(SqliteErrors.Explain(fault, file), fault);
        }
    }

    // It holds drafts and whoever proposed what. SQLite gives the files beside it (-wal, -shm) the same mode.
    private void CreateForOwnerAlone()
    {
        if (!OperatingSystem.IsWindows() && !File.Exists(file))
        {
            new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.Write,
                Share = FileShare.ReadWrite,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }).Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (anchor is not null)
        {
            await anchor.DisposeAsync();
        }

        foreach (var settings in (string[])[reading, writing])
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
            throw new DatabaseUnavailableException(SqliteErrors.Explain(fault, file), fault);
        }
    }
}
