using KGPlanGraph.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>Makes everything in a draft visible, each object with a Change of its own.</summary>
public static class DraftRelease
{
    /// <summary>
    /// Takes the draft's mark from the plan and all that belongs to it; the plan's new status is the caller's to set. Saved with the rest of the work.
    /// </summary>
    public static async Task ReleaseAsync(PlanDbContext context, Plan plan, CancellationToken cancellationToken)
    {
        plan.DraftPlanId = null;
        await ReleaseAsync(context.PlanSections, plan.Id, cancellationToken);
        // A deadline's change is its task's as well, and would make the recorder look for each task's deadlines one by one.
        await ReleaseAsync(context.Tasks.Include(task => task.Deadlines), plan.Id, cancellationToken);
        await ReleaseAsync(context.Deadlines, plan.Id, cancellationToken);
        await ReleaseAsync(context.Localities, plan.Id, cancellationToken);
        await ReleaseAsync(context.LegalDocuments, plan.Id, cancellationToken);
        await ReleaseAsync(context.InvestmentItems, plan.Id, cancellationToken);
    }

    private static async Task ReleaseAsync<T>(IQueryable<T> rows, long planId, CancellationToken cancellationToken)
        where T : class, IDraftable
    {
        await foreach (var row in rows.Where(row => row.DraftPlanId == planId).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            row.DraftPlanId = null;
        }
    }
}
