using System.Data.Common;
using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Persistence.Migrations;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KGPlanGraph.Persistence;

/// <summary>Brings the database up to date before the first request. A start that has nothing to do costs one connection and two small queries.</summary>
public sealed class DatabaseStartup(IDatabase database)
{
    private const int OldestPostgres = 15;

    /// <summary>Creates or migrates the tables where that is needed; safe when several servers start at once.</summary>
    /// <returns>True where something was created or migrated.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach, read-only, too old or newer than this program.</exception>
    public Task<bool> MigrateAsync(CancellationToken cancellationToken = default) => RunAsync(async () =>
    {
        if (await IsUpToDateAsync(cancellationToken))
        {
            return false;
        }

        await new Migrator(database).MigrateAsync(null, cancellationToken);
        return true;
    });

    /// <summary>Takes the tables to an older state, or to a newer one; what the older tables know stays.</summary>
    /// <param name="name">One of <see cref="FindMigrationNames"/>.</param>
    /// <param name="cancellationToken">Ends the waiting; nothing is changed then.</param>
    /// <returns>True where something was changed.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach, read-only, too old or newer than this program.</exception>
    public Task<bool> MigrateToAsync(string name, CancellationToken cancellationToken = default) => RunAsync(async () =>
    {
        await IsUpToDateAsync(cancellationToken);
        return await new Migrator(database).MigrateAsync(FindMigrations().Single(migration => Migrator.NameOf(migration) == name), cancellationToken);
    });

    /// <summary>The names of all migrations that this program knows, oldest first; the same on both engines.</summary>
    public IReadOnlyList<string> FindMigrationNames() => [.. FindMigrations().Select(Migrator.NameOf)];

    private IReadOnlyList<string> FindMigrations()
    {
        using var context = database.CreateContext();
        return [.. context.Database.GetMigrations()];
    }

    private async Task<bool> RunAsync(Func<Task<bool>> work)
    {
        try
        {
            (database as SqliteDatabase)?.Create();
            return await work();
        }
        catch (DbException fault)
        {
            throw new DatabaseUnavailableException(database switch
            {
                PostgresDatabase postgres => postgres.Explain(fault),
                _ => SqliteErrors.Explain(fault, database.Location),
            }, fault);
        }
    }

    private async Task<bool> IsUpToDateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        if (connection is NpgsqlConnection postgres)
        {
            CheckServer(postgres);
        }

        var known = LastMigration.Of(database.Engine);
        var last = await Migrator.FindLastAsync(connection, null, cancellationToken);
        if (string.CompareOrdinal(last, known) > 0)
        {
            throw new DatabaseUnavailableException($"{database.Location} belongs to a newer version of KGPlanGraph (it has {last}): start that version, "
                + $"or let that version take the database back first (migrate --to {Migrator.NameOf(known)}).");
        }

        return last == known;
    }

    // While the primary is away a standby says as well whether there is something to do; if there is, doing it fails as it would have here.
    private async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await database.OpenWriteAsync(cancellationToken);
        }
        catch (DatabaseUnavailableException) when (database is PostgresDatabase { Hosts.Count: > 0 })
        {
            return await database.OpenReadAsync(cancellationToken: cancellationToken);
        }
    }

    private void CheckServer(NpgsqlConnection connection)
    {
        if (connection.PostgreSqlVersion.Major < OldestPostgres)
        {
            throw new DatabaseUnavailableException($"{database.Location} is version {connection.PostgreSqlVersion.Major}: use PostgreSQL {OldestPostgres} or newer.");
        }

        if (connection.PostgresParameters.TryGetValue("server_encoding", out var encoding) && encoding != "UTF8")
        {
            throw new DatabaseUnavailableException($"{database.Location} stores text as {encoding}: create the database with ENCODING 'UTF8'.");
        }
    }
}
