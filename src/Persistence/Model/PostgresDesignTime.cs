using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace KGPlanGraph.Persistence.Model;

/// <summary>For <c>dotnet ef</c> alone; it connects to nothing.</summary>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresPlanDbContext>
{
    public PostgresPlanDbContext CreateDbContext(string[] args) => new(PlanDbContextOptions.Postgres(new NpgsqlConnection()));
}
