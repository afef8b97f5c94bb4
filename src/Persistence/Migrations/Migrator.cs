using System.Data.Common;
using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Persistence.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace KGPlanGraph.Persistence.Migrations;

/// <summary>
/// Brings the tables up to date: all that is missing in one transaction, which one server at a time runs.
/// EF Core's own <c>Migrate</c> is not used: its lock on SQLite is a row that outlives a process that was killed.
/// </summary>
internal sealed class Migrator(IDatabase database)
{
    // A table that is built again numbers its rows from the newest on that is left, and would give the ids of objects that are gone once more.
    private const string KeepNumbers = "CREATE TEMP TABLE numbers_given AS SELECT name, seq FROM sqlite_sequence;";

    private const string TakeNumbers = """
        DELETE FROM sqlite_sequence WHERE name IN (SELECT name FROM numbers_given);
        INSERT INTO sqlite_sequence (name, seq) SELECT name, seq FROM numbers_given WHERE name IN (SELECT name FROM sqlite_master WHERE type = 'table');
        DROP TABLE numbers_given;
        """;

    /// <summary><c>Initial</c> of <c>20261123055053_Initial</c>: the time in front differs between the engines.</summary>
    public static string NameOf(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];

    /// <summary>The newest migration that the database has; null where it has none.</summary>
    public static async Task<string?> FindLastAsync(DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = connection is NpgsqlConnection
            ? $"SELECT to_regclass('{PlanDbContextOptions.HistoryTable}')::text"
            : $"SELECT name FROM sqlite_master WHERE type = 'table' AND name = '{PlanDbContextOptions.HistoryTable}'";
        if (await command.ExecuteScalarAsync(cancellationToken) is not string)
        {
            return null;
        }

        command.CommandText = $"SELECT max(\"MigrationId\") FROM {PlanDbContextOptions.HistoryTable}";
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    /// <summary>Runs what is missing; a second server waits here for the first one and then finds nothing to do.</summary>
    /// <param name="target">The migration to be at afterwards, newer or older than what the database has; null for the newest that this program knows.</param>
    /// <param name="cancellationToken">Ends the waiting; nothing is changed then.</param>
    /// <returns>True where something was changed.</returns>
    public async Task<bool> MigrateAsync(string? target, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var connection = context.Database.GetDbConnection();
        await connection.OpenAsync(cancellationToken);
        // A migration that rebuilds a table drops the old one, which SQLite takes for a deletion of its rows; the keys are checked as a whole below.
        if (connection is SqliteConnection)
        {
            await ExecuteAsync(connection, null, "PRAGMA foreign_keys = OFF", cancellationToken);
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (connection is NpgsqlConnection)
        {
            await ExecuteAsync(connection, transaction, $"SELECT pg_advisory_xact_lock({AdvisoryLocks.Startup})", cancellationToken);
        }

        var last = await FindLastAsync(connection, transaction, cancellationToken);
        var isDue = target is null ? string.CompareOrdinal(last, LastMigration.Of(database.Engine)) < 0 : last != target;
        if (isDue)
        {
            var script = context.GetService<IMigrator>().GenerateScript(last, target, MigrationsSqlGenerationOptions.NoTransactions);
            var isSqlite = connection is SqliteConnection;
            await ExecuteAsync(connection, transaction, isSqlite && last is not null ? $"{KeepNumbers} {script} {TakeNumbers}" : script, cancellationToken);
            await CheckForeignKeysAsync(connection, transaction, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        if (connection is SqliteConnection)
        {
            await ExecuteAsync(connection, null, "PRAGMA foreign_keys = ON", cancellationToken);
        }

        return isDue;
    }

    private static async Task CheckForeignKeysAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (connection is not SqliteConnection)
        {
            return;
        }

        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "PRAGMA foreign_key_check";
        if (await command.ExecuteScalarAsync(cancellationToken) is string table)
        {
            throw new DatabaseUnavailableException(
                $"A migration leaves rows of {table} without what they refer to; nothing was changed. Restore the previous version.");
        }
    }

    private static async Task ExecuteAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        // EF Core's script asks for the number of rows that it inserts. Microsoft.Data.Sqlite keeps to itself what fails behind a statement that returns rows,
        // unless the results are gone through one by one.
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.NextResultAsync(cancellationToken))
        {
        }
    }
}
