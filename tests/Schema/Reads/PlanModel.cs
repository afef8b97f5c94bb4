using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>All that is in a database, in memory, every object tied to its relations.</summary>
internal sealed class PlanModel
{
    public required IReadOnlyList<Agency> Agencies { get; init; }
    public required IReadOnlyList<Locality> Localities { get; init; }
    public required IReadOnlyList<Plan> Plans { get; init; }
    public required IReadOnlyList<LegalDocument> LegalDocuments { get; init; }
    public required IReadOnlyList<PlanSection> Sections { get; init; }
    public required IReadOnlyList<PlanTask> Tasks { get; init; }
    public required IReadOnlyList<Deadline> Deadlines { get; init; }
    public required IReadOnlyList<InvestmentItem> Items { get; init; }
    public required IReadOnlyList<ProgressReport> Reports { get; init; }
    public required IReadOnlyList<Amendment> Amendments { get; init; }
    public required IReadOnlyList<Change> Changes { get; init; }

    public static async Task<PlanModel> LoadAsync(IDatabase database)
    {
        await using var context = database.CreateContext();
        await context.PlanLegalDocuments.LoadAsync();
        await context.TaskLegalDocuments.LoadAsync();
        await context.TaskAssignments.LoadAsync();
        await context.TaskLocalities.LoadAsync();
        await context.TaskInvestmentItems.LoadAsync();
        await context.InvestmentItemLocalities.LoadAsync();
        await context.InvestmentProjectPartners.LoadAsync();
        await context.ProgressReportEvidence.LoadAsync();
        await context.ProgressReportMetDeadlines.LoadAsync();
        await context.TaskStates.LoadAsync();
        await context.DeadlineDues.LoadAsync();
        return new PlanModel
        {
            Agencies = await context.Agencies.OrderBy(row => row.Id).ToListAsync(),
            Localities = await context.Localities.OrderBy(row => row.Id).ToListAsync(),
            Plans = await context.Plans.OrderBy(row => row.Id).ToListAsync(),
            LegalDocuments = await context.LegalDocuments.OrderBy(row => row.Id).ToListAsync(),
            Sections = await context.PlanSections.OrderBy(row => row.Id).ToListAsync(),
            Tasks = await context.Tasks.OrderBy(row => row.Id).ToListAsync(),
            Deadlines = await context.Deadlines.OrderBy(row => row.Id).ToListAsync(),
            Items = await context.InvestmentItems.OrderBy(row => row.Id).ToListAsync(),
            Reports = await context.ProgressReports.OrderBy(row => row.Id).ToListAsync(),
            Amendments = await context.Amendments.OrderBy(row => row.Id).ToListAsync(),
            Changes = await context.Changes.OrderBy(row => row.Sequence).ToListAsync(),
        };
    }
}
