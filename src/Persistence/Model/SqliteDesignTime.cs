using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Design;

namespace KGPlanGraph.Persistence.Model;

/// <summary>For <c>dotnet ef</c> alone; it connects to nothing.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqlitePlanDbContext>
{
    public SqlitePlanDbContext CreateDbContext(string[] args) => new(PlanDbContextOptions.Sqlite(new SqliteConnection()));
}
