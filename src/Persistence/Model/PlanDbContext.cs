using KGPlanGraph.Persistence.Model.Mapping;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence.Model;

/// <summary>
/// All tables, as writers see them. One subclass per engine, because each engine has its own migrations and its own column types.
/// Saving is for the plan writer: it keeps versions, derived columns and Change rows.
/// </summary>
public abstract class PlanDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Agency> Agencies => Set<Agency>();
    public DbSet<Locality> Localities => Set<Locality>();
    public DbSet<Plan> Plans => Set<Plan>();
    public DbSet<LegalDocument> LegalDocuments => Set<LegalDocument>();
    public DbSet<PlanLegalDocument> PlanLegalDocuments => Set<PlanLegalDocument>();
    public DbSet<PlanSection> PlanSections => Set<PlanSection>();
    public DbSet<PlanTask> Tasks => Set<PlanTask>();
    public DbSet<TaskAssignment> TaskAssignments => Set<TaskAssignment>();
    public DbSet<Deadline> Deadlines => Set<Deadline>();
    public DbSet<TaskLegalDocument> TaskLegalDocuments => Set<TaskLegalDocument>();
    public DbSet<TaskLocality> TaskLocalities => Set<TaskLocality>();
    public DbSet<InvestmentItem> InvestmentItems => Set<InvestmentItem>();
    public DbSet<InvestmentItemLocality> InvestmentItemLocalities => Set<InvestmentItemLocality>();
    public DbSet<TaskInvestmentItem> TaskInvestmentItems => Set<TaskInvestmentItem>();
    public DbSet<InvestmentProjectPartner> InvestmentProjectPartners => Set<InvestmentProjectPartner>();
    public DbSet<ProgressReport> ProgressReports => Set<ProgressReport>();
    public DbSet<ProgressReportEvidence> ProgressReportEvidence => Set<ProgressReportEvidence>();
    public DbSet<ProgressReportMetDeadline> ProgressReportMetDeadlines => Set<ProgressReportMetDeadline>();
    public DbSet<Amendment> Amendments => Set<Amendment>();
    public DbSet<Change> Changes => Set<Change>();
    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();
    public DbSet<PersistedOperation> PersistedOperations => Set<PersistedOperation>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PlanDbContext).Assembly);
        SnakeCaseNames.Apply(modelBuilder.Model);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<short>();
        configurationBuilder.Properties<IReadOnlyList<string>>().HaveConversion<JsonTextConverter, StringListComparer>();
    }
}
