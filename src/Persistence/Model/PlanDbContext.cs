using KGPlanGraph.Persistence.Model.Mapping;
using KGPlanGraph.Persistence.Model.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Npgsql;

namespace KGPlanGraph.Persistence.Model;

/// <summary>
/// All tables, as writers see them. One subclass per engine, because each engine has its own migrations and its own column types.
/// Writing is for <see cref="Changes.PlanWriter"/>, which keeps versions and Change rows.
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
    public DbSet<TaskState> TaskStates => Set<TaskState>();
    public DbSet<DeadlineDue> DeadlineDues => Set<DeadlineDue>();
    public DbSet<Change> Changes => Set<Change>();
    public DbSet<TurnsTold> TurnsTold => Set<TurnsTold>();
    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();

    /// <summary>Follows the saves of the transaction; whoever writes objects of the plan has one, by <see cref="Changes.PlanWriter"/>.</summary>
    internal ISaveRecorder? Recorder { get; set; }

    /// <summary>Keys for rows that are still to come.</summary>
    internal NewKeys NewKeys { get; } = new();

    /// <summary>Says from which day on a change of an object counts (domain.md, "The state of a day"): its Change tells it as <c>countsFrom</c>.</summary>
    public void CountFrom(object entity, DateOnly day) => Recorder?.CountFrom(entity, day);

    /// <exception cref="InvalidOperationException">An object of the plan would change without a Change.</exception>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await PrepareAsync(cancellationToken);
        var drafts = ChangeTracker.Entries<Plan>().Where(entry => entry is { State: EntityState.Added, Entity.Status: PlanStatus.Draft }).ToList();
        var inBulk = Recorder is null ? 0 : await BulkInsert.SaveAsync(this, cancellationToken) + await BulkDelete.SaveAsync(this, cancellationToken);
        var count = inBulk + await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        foreach (var draft in drafts)
        {
            await MarkAsync(draft, cancellationToken);
        }

        return count;
    }

    /// <summary>Gives what is new its keys, by which others may name it: on SQLite by saving it.</summary>
    public async Task AssignKeysAsync(CancellationToken cancellationToken)
    {
        if (!Database.IsNpgsql())
        {
            await SaveChangesAsync(cancellationToken);
            return;
        }

        foreach (var rows in ChangeTracker.Entries().Where(entry => entry.State == EntityState.Added).GroupBy(entry => entry.Metadata).ToList())
        {
            await NewKeys.GiveAsync(this, rows.Key, rows, cancellationToken);
        }
    }

    /// <summary>Prepares what is tracked for PostgreSQL and gives the statements that write it; none where it has been saved instead.</summary>
    internal async Task<IReadOnlyList<NpgsqlBatchCommand>> TakeStatementsAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        if (await RowStatements.FindAsync(this, cancellationToken) is { } statements)
        {
            return statements;
        }

        await SaveChangesAsync(cancellationToken);
        return [];
    }

    /// <exception cref="NotSupportedException">Always: saving may have to read.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("call SaveChangesAsync");

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

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        // Looking at an entry detects its changes again, lists included: over a plan with thousands of tasks that takes many seconds.
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await DerivedColumns.FillAsync(this, cancellationToken);
            ChangeTracker.DetectChanges();
            if (Recorder is not null)
            {
                await Recorder.CaptureAsync(cancellationToken);
            }
            else if (ChangeTracker.Entries<IVersioned>().Any(entry => entry.State != EntityState.Unchanged))
            {
                throw new InvalidOperationException("objects of the plan are written through PlanWriter");
            }
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    // A draft belongs to itself, and its id is known only now.
    private async Task MarkAsync(EntityEntry<Plan> draft, CancellationToken cancellationToken)
    {
        var id = draft.Entity.Id;
        await Database.ExecuteSqlAsync($"UPDATE plans SET draft_plan_id = id WHERE id = {id}", cancellationToken);
        var property = draft.Property(plan => plan.DraftPlanId);
        property.CurrentValue = property.OriginalValue = id;
        property.IsModified = false;
    }
}

/// <summary>Looks at what a context is about to save.</summary>
internal interface ISaveRecorder
{
    /// <summary>Looks at what is about to be saved.</summary>
    Task CaptureAsync(CancellationToken cancellationToken);

    /// <summary>Says from which day on what changes of the object counts.</summary>
    void CountFrom(object entity, DateOnly day);
}
