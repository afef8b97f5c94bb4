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
        await context.ClaimRegistersAsync(cancellationToken);
        await MergeLegalDocumentsAsync(context, plan.Id, cancellationToken);
        await MergeLocalitiesAsync(context, plan.Id, cancellationToken);
        await ReleaseAsync(context.Localities, plan.Id, cancellationToken);
        await ReleaseAsync(context.LegalDocuments, plan.Id, cancellationToken);
        await ReleaseAsync(context.InvestmentItems, plan.Id, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        // What merging has touched is tracked, and has a Change of its own; all else is released in one statement per table.
        foreach (var touched in context.ChangeTracker.Entries<IDraftable>().Where(entry => entry.Entity.DraftPlanId == plan.Id).ToList())
        {
            touched.Entity.DraftPlanId = null;
        }

        await context.SaveChangesAsync(cancellationToken);
        await ReleaseAllAsync(context, context.PlanSections, ChangeSubject.Section, plan.Id, cancellationToken);
        await ReleaseAllAsync(context, context.Tasks, ChangeSubject.Task, plan.Id, cancellationToken);
        await ReleaseAllAsync(context, context.Deadlines, ChangeSubject.Deadline, plan.Id, cancellationToken);
    }

    // Another draft that brought in the same one may have been published meanwhile: there is one of each.
    private static async Task MergeLegalDocumentsAsync(PlanDbContext context, long planId, CancellationToken cancellationToken)
    {
        foreach (var own in await context.LegalDocuments.Where(row => row.DraftPlanId == planId).OrderBy(row => row.Id).ToListAsync(cancellationToken))
        {
            var known = await context.LegalDocuments
                .Where(row => row.DraftPlanId == null && row.IssuedOn == own.IssuedOn && row.Number == own.Number && (own.Number != null || row.Title == own.Title))
                .OrderBy(row => row.Id).FirstOrDefaultAsync(cancellationToken);
            if (known is null)
            {
                continue;
            }

            foreach (var link in await context.PlanLegalDocuments.Where(link => link.LegalDocumentId == own.Id).ToListAsync(cancellationToken))
            {
                context.Remove(link);
                if (await context.PlanLegalDocuments.FindAsync([link.PlanId, known.Id], cancellationToken) is null)
                {
                    context.Add(new PlanLegalDocument { PlanId = link.PlanId, LegalDocumentId = known.Id, Position = link.Position });
                }
            }

            foreach (var link in await context.TaskLegalDocuments.Where(link => link.LegalDocumentId == own.Id).ToListAsync(cancellationToken))
            {
                context.Remove(link);
                if (await context.TaskLegalDocuments.FindAsync([link.TaskId, known.Id], cancellationToken) is null)
                {
                    context.Add(new TaskLegalDocument { TaskId = link.TaskId, LegalDocumentId = known.Id, Position = link.Position });
                }
            }

            context.Remove(own);
        }
    }

    // Parents first, so that children are compared under the parent that stays.
    private static async Task MergeLocalitiesAsync(PlanDbContext context, long planId, CancellationToken cancellationToken)
    {
        foreach (var own in await context.Localities.Where(row => row.DraftPlanId == planId).OrderBy(row => row.Id).ToListAsync(cancellationToken))
        {
            var known = await context.Localities
                .Where(row => row.DraftPlanId == null && row.Name == own.Name && row.Kind == own.Kind && (own.ParentId == null || row.ParentId == own.ParentId)
                    && (own.Code == null || row.Code == own.Code))
                .OrderBy(row => row.Id).FirstOrDefaultAsync(cancellationToken);
            if (known is null)
            {
                continue;
            }

            foreach (var link in await context.TaskLocalities.Where(link => link.LocalityId == own.Id).ToListAsync(cancellationToken))
            {
                context.Remove(link);
                if (await context.TaskLocalities.FindAsync([link.TaskId, known.Id], cancellationToken) is null)
                {
                    context.Add(new TaskLocality { TaskId = link.TaskId, LocalityId = known.Id, Position = link.Position });
                }
            }

            foreach (var link in await context.InvestmentItemLocalities.Where(link => link.LocalityId == own.Id).ToListAsync(cancellationToken))
            {
                context.Remove(link);
                if (await context.InvestmentItemLocalities.FindAsync([link.ItemId, known.Id], cancellationToken) is null)
                {
                    context.Add(new InvestmentItemLocality { ItemId = link.ItemId, LocalityId = known.Id, Position = link.Position });
                }
            }

            foreach (var child in await context.Localities.Where(row => row.ParentId == own.Id).ToListAsync(cancellationToken))
            {
                child.ParentId = known.Id;
            }

            context.Remove(own);
        }
    }

    private static async Task ReleaseAsync<T>(IQueryable<T> rows, long planId, CancellationToken cancellationToken)
        where T : class, IDraftable
    {
        await foreach (var row in rows.Where(row => row.DraftPlanId == planId).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            row.DraftPlanId = null;
        }
    }

    private static async Task ReleaseAllAsync<T>(PlanDbContext context, DbSet<T> table, ChangeSubject subject, long planId, CancellationToken cancellationToken)
        where T : class, IDraftable, IVersioned
    {
        var rows = table.Where(row => row.DraftPlanId == planId);
        ChangeRecorder.Of(context).TellReleased(subject, await rows.Select(row => row.Id).ToListAsync(cancellationToken));
        var now = ChangeRecorder.Of(context).Now;
        await rows.ExecuteUpdateAsync(set =>
        {
            set.SetProperty(row => row.Version, row => row.Version + 1).SetProperty(row => row.DraftPlanId, (long?)null);
            if (typeof(T).IsAssignableTo(typeof(ITimestamped)))
            {
                set.SetProperty(row => EF.Property<DateTimeOffset>(row, nameof(ITimestamped.UpdatedAt)), now);
            }
        }, cancellationToken);
    }
}
