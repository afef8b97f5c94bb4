using System.Data.Common;
using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Persistence.Migrations;
using Npgsql;

namespace KGPlanGraph.Persistence;

/// <summary>Brings the database up to date before the first request. A start that has nothing to do costs one connection and two small queries.</summary>
public sealed class DatabaseStartup(IDatabase database)
{
    private const int OldestPostgres = 15;

    /// <summary>Creates or migrates the tables where that is needed; safe when several servers start at once.</summary>
    /// <returns>True where something was created or migrated.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach, read-only, too old or newer than this program.</exception>
    public async Task<bool> MigrateAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            (database as SqliteDatabase)?.Create();
            if (await IsUpToDateAsync(cancellationToken))
                return false;

            await new Migrator(database).MigrateAsync(cancellationToken);
            return true;
        }
        catch (DbException fault)
        {
            throw new DatabaseUnavailableException(database switch
            {
                PostgresDatabase postgres => postgres.Explain(fault),
                _ => SqliteFaults.Explain(fault, database.Location),
            }, fault);
        }
    }

    private async Task<bool> IsUpToDateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenWriteAsync(cancellationToken);
        if (connection is NpgsqlConnection postgres)
            CheckServer(postgres);

        var known = LastMigration.Of(database.Engine);
        var last = await Migrator.FindLastAsync(connection, null, cancellationToken);
        if (string.CompareOrdinal(last, known) > 0)
            throw new DatabaseUnavailableException($"{database.Location} belongs to a newer version of KGPlanGraph (it has {last}): start that version, or restore a backup.");
        return last == known;
    }

    private void CheckServer(NpgsqlConnection connection)
    {
        if (connection.PostgreSqlVersion.Major < OldestPostgres)
            throw new DatabaseUnavailableException($"{database.Location} is version {connection.PostgreSqlVersion.Major}: use PostgreSQL {OldestPostgres} or newer.");
        if (connection.PostgresParameters.TryGetValue("server_encoding", out var encoding) && encoding != "UTF8")
            throw new DatabaseUnavailableException($"{database.Location} stores text as {encoding}: create the database with ENCODING 'UTF8'.");
    }
}
