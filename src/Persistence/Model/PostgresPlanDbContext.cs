using Microsoft.EntityFrameworkCore;

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
