using KGPlanGraph.Persistence.Model.Mapping;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace KGPlanGraph.Persistence.Model;

/// <summary>The tables on PostgreSQL. Text compares by code point, whatever the database's locale is.</summary>
public sealed class PostgresPlanDbContext(DbContextOptions<PostgresPlanDbContext> options) : PlanDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
        configurationBuilder.Properties<IReadOnlyList<string>>().UseCollation("C");
    }
}

/// <summary>The tables on SQLite, which has no dates and no instants: both are integers.</summary>
public sealed class SqlitePlanDbContext(DbContextOptions<SqlitePlanDbContext> options) : PlanDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateOnly>().HaveConversion<DayNumberConverter>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMicrosecondsConverter>();
    }
}

/// <summary>For <c>dotnet ef</c> alone; it connects to nothing.</summary>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresPlanDbContext>
{
    public PostgresPlanDbContext CreateDbContext(string[] args) => new(PlanDbContextOptions.Postgres(new NpgsqlConnection()));
}

/// <summary>For <c>dotnet ef</c> alone; it connects to nothing.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqlitePlanDbContext>
{
    public SqlitePlanDbContext CreateDbContext(string[] args) => new(PlanDbContextOptions.Sqlite(new SqliteConnection()));
}
