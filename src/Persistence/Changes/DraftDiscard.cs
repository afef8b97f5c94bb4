using KGPlanGraph.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>Takes a draft away with all that it brought in, each object with a Change of its own.</summary>
public static class DraftDiscard
{
    /// <summary>Removes the plan and all that belongs to it; lock the plan first. Saved with the rest of the work.</summary>
    public static async Task DiscardAsync(PlanDbContext context, Plan plan, CancellationToken cancellationToken)
    {
        var tasks = await context.Tasks.Where(task => task.PlanId == plan.Id)
            .Include(task => task.Assignments).Include(task => task.Deadlines).Include(task => task.LegalDocuments).Include(task => task.Localities)
            .Include(task => task.InvestmentItems)
            .AsSplitQuery().ToListAsync(cancellationToken);
        var sections = await context.PlanSections.Where(section => section.PlanId == plan.Id).ToListAsync(cancellationToken);
        var cited = await context.PlanLegalDocuments.Where(link => link.PlanId == plan.Id).ToListAsync(cancellationToken);
        var items = await context.InvestmentItems.Where(item => item.DraftPlanId == plan.Id)
            .Include(item => item.Localities).Include(item => item.Partners).Include(item => item.Tasks)
            .AsSplitQuery().ToListAsync(cancellationToken);
        var localities = await context.Localities.Where(locality => locality.DraftPlanId == plan.Id).ToListAsync(cancellationToken);
        // An item of the register may have been given a place that only the draft knew.
        var placed = await context.InvestmentItemLocalities.Where(link => link.Locality!.DraftPlanId == plan.Id).ToListAsync(cancellationToken);
        var documents = await context.LegalDocuments.Where(document => document.DraftPlanId == plan.Id).ToListAsync(cancellationToken);

        // What refers to others goes before them; each list is looked through once.
        context.RemoveRange(tasks.SelectMany(TaskParts.Of));
        context.RemoveRange(items.SelectMany(item => item.Localities.Cast<object>().Concat(item.Partners).Concat(item.Tasks)));
        context.RemoveRange(placed);
        context.RemoveRange(cited);
        context.RemoveRange(tasks);
        context.RemoveRange(items);
        context.RemoveRange(sections);
        context.RemoveRange(localities);
        context.RemoveRange(documents);
        context.Remove(plan);
    }
}

/// <summary>The rows that go with a task.</summary>
public static class TaskParts
{
    /// <summary>Those that are loaded.</summary>
    public static IEnumerable<object> Of(PlanTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return [.. task.Assignments, .. task.Deadlines, .. task.LegalDocuments, .. task.Localities, .. task.InvestmentItems];
    }
}
