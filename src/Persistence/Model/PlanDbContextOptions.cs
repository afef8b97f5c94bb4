using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence.Model;

/// <summary>How the contexts reach their engine; the same for writers, for the migrator and for <c>dotnet ef</c>.</summary>
internal static class PlanDbContextOptions
{
    /// <summary>The table that says which migrations a database has.</summary>
    public const string HistoryTable = "migrations_history";

    public static DbContextOptions<PostgresPlanDbContext> Postgres(DbConnection connection) =>
        new DbContextOptionsBuilder<PostgresPlanDbContext>()
            .UseNpgsql(connection, options => options.MigrationsHistoryTable(HistoryTable).MaxBatchSize(1000))
            .AddInterceptors(StatementTimer.Instance)
            .Options;

    public static DbContextOptions<PostgresPlanDbContext> Postgres(DbDataSource dataSource) =>
        new DbContextOptionsBuilder<PostgresPlanDbContext>()
            .UseNpgsql(dataSource, options => options.MigrationsHistoryTable(HistoryTable).MaxBatchSize(1000))
            .AddInterceptors(StatementTimer.Instance)
            .Options;

    public static DbContextOptions<SqlitePlanDbContext> Sqlite(DbConnection connection) =>
        new DbContextOptionsBuilder<SqlitePlanDbContext>()
            .UseSqlite(connection, options => options.MigrationsHistoryTable(HistoryTable))
            .AddInterceptors(StatementTimer.Instance)
            .Options;

    public static DbContextOptions<SqlitePlanDbContext> Sqlite(string connectionString) =>
        new DbContextOptionsBuilder<SqlitePlanDbContext>()
            .UseSqlite(connectionString, options => options.MigrationsHistoryTable(HistoryTable))
            .AddInterceptors(StatementTimer.Instance)
            .Options;
}
