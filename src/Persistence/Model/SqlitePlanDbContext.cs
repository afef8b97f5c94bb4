using KGPlanGraph.Persistence.Model.Mapping;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence.Model;

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
