using System.Data.Common;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace KGPlanGraph.Tests.Persistence.Upgrades;

/// <summary>The database of a test as a later version of the program sees it, which has one more migration.</summary>
internal sealed class LaterVersion(TestDatabase test) : IDatabase
{
    public DatabaseEngine Engine => test.Database.Engine;

    public string Location => test.Database.Location;

    public ValueTask<DbConnection> OpenReadAsync(bool fromPrimary = false, CancellationToken cancellationToken = default) =>
        test.Database.OpenReadAsync(fromPrimary, cancellationToken);

    public ValueTask<DbConnection> OpenWriteAsync(CancellationToken cancellationToken = default) => test.Database.OpenWriteAsync(cancellationToken);

    public PlanDbContext CreateContext() => Engine == DatabaseEngine.Postgres
        ? new PostgresPlanDbContext(With(PlanDbContextOptions.Postgres(new NpgsqlConnection(test.Options.ConnectionString))))
        : new SqlitePlanDbContext(With(PlanDbContextOptions.Sqlite($"Data Source={test.Options.SqliteFile};Default Timeout=30")));

    private static DbContextOptions<T> With<T>(DbContextOptions<T> options)
        where T : PlanDbContext => new DbContextOptionsBuilder<T>(options).ReplaceService<IMigrationsAssembly, LaterMigrations>().Options;
}
