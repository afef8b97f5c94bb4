using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace KGPlanGraph.Persistence.Model;

/// <summary>
/// Fills the columns that follow from others, whoever saves: sort keys, search columns, a task's lead, the draft that a row belongs to. Texts become NFC.
/// </summary>
internal static class DerivedColumns
{
    // Sorts before every letter and dot, so that a section's own row comes before what is in it.
    private const char Below = '\u0001';

    /// <summary>Fills what is about to be saved; loads a parent where the writer has not.</summary>
    public static async Task FillAsync(PlanDbContext context, CancellationToken cancellationToken)
    {
        await FillLeadsAsync(context, cancellationToken);

        var changed = context.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified).ToList();
        foreach (var entry in changed)
        {
            Normalize(entry);
            FillOwn(entry.Entity);
        }

        // Top-down: a task's place in the document begins with its section's.
        foreach (var section in changed.Select(entry => entry.Entity).OfType<PlanSection>())
        {
            await PlaceAsync(context, section, cancellationToken);
        }

        await LoadBelowAsync(context, [.. changed.Select(entry => entry.Entity).OfType<PlanSection>()], cancellationToken);
        changed = [.. context.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified)];
        foreach (var task in changed.Select(entry => entry.Entity).OfType<PlanTask>())
        {
            await PlaceAsync(context, task, cancellationToken);
        }

        foreach (var deadline in changed.Select(entry => entry.Entity).OfType<Deadline>())
        {
            await PlaceAsync(context, deadline, cancellationToken);
        }
    }

    private static void FillOwn(object entity)
    {
        switch (entity)
        {
            case Agency agency:
                agency.NameOrder = VietnameseOrder.Of(agency.Name);
                agency.Folded = SearchFolding.FoldAll([agency.Code, agency.Name, .. agency.Aliases]);
                break;
            case Locality locality:
                locality.NameOrder = VietnameseOrder.Of(locality.Name);
                break;
            case Plan plan:
                plan.LastYear = Math.Max(plan.LastYear, plan.Year);
                plan.TitleOrder = VietnameseOrder.Of(plan.Title);
                break;
            case PlanSection section:
                section.LabelOrder = LabelOrder.Of(section.Label);
                section.HeadingOrder = VietnameseOrder.Of(section.Heading);
                break;
            case PlanTask task:
                task.LabelOrder = LabelOrder.Of(task.Label);
                task.TitleOrder = VietnameseOrder.Of(task.Title);
                task.Folded = SearchFolding.FoldAll([task.Label, task.Title, task.Content]);
                break;
            case InvestmentItem item:
                item.NameOrder = VietnameseOrder.Of(item.Name);
                item.Folded = SearchFolding.FoldAll([item.Code, item.Name, item.Note]);
                break;
        }
    }

    private static async Task PlaceAsync(PlanDbContext context, PlanSection section, CancellationToken cancellationToken)
    {
        var entry = context.Entry(section);
        await LoadAsync(entry, nameof(PlanSection.Plan), cancellationToken);
        section.DocumentOrder = string.Create(CultureInfo.InvariantCulture, $"{section.Plan!.Code}{Below}{section.Position:D6}");
        if (entry.State == EntityState.Added)
        {
            section.DraftPlan = DraftOf(section.Plan);
        }
    }

    // The places of tasks and deadlines begin with their section's: where that moved, they move with it.
    private static async Task LoadBelowAsync(PlanDbContext context, List<PlanSection> changed, CancellationToken cancellationToken)
    {
        var moved = changed.Where(section => context.Entry(section) is { State: EntityState.Modified } entry
                && (string?)entry.Property(nameof(PlanSection.DocumentOrder)).OriginalValue != section.DocumentOrder)
            .Select(section => section.Id).ToArray();
        if (moved.Length == 0)
        {
            return;
        }

        await foreach (var task in context.Tasks.Include(task => task.Plan).Include(task => task.Deadlines)
            .Where(task => moved.Contains(task.SectionId)).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            context.Entry(task).Property(row => row.DocumentOrder).IsModified = true;
            foreach (var deadline in task.Deadlines)
            {
                context.Entry(deadline).Property(row => row.DocumentOrder).IsModified = true;
            }
        }
    }

    private static async Task PlaceAsync(PlanDbContext context, PlanTask task, CancellationToken cancellationToken)
    {
        var entry = context.Entry(task);
        if (entry.State == EntityState.Modified && !IsMoved(entry))
        {
            return;
        }

        await LoadAsync(entry, nameof(PlanTask.Section), cancellationToken);
        await LoadAsync(entry, nameof(PlanTask.Plan), cancellationToken);
        task.DocumentOrder = $"{task.Section!.DocumentOrder}{Below}{task.LabelOrder}";
        if (entry.State == EntityState.Added)
        {
            task.DraftPlan = DraftOf(task.Plan!);
        }
    }

    // Most changes of a task leave it where it is, and need nothing of its section.
    private static bool IsMoved(EntityEntry<PlanTask> task) => task.Property(row => row.DocumentOrder).IsModified
        || task.Property(row => row.LabelOrder) is var label && label.OriginalValue != label.CurrentValue
        || task.Property(row => row.SectionId) is var section && section.OriginalValue != section.CurrentValue;

    private static async Task PlaceAsync(PlanDbContext context, Deadline deadline, CancellationToken cancellationToken)
    {
        var entry = context.Entry(deadline);
        await LoadAsync(entry, nameof(Deadline.Task), cancellationToken);
        await LoadAsync(context.Entry(deadline.Task!), nameof(PlanTask.Plan), cancellationToken);
        deadline.DocumentOrder = string.Create(CultureInfo.InvariantCulture, $"{deadline.Task!.DocumentOrder}{Below}{deadline.Position:D4}");
        if (entry.State == EntityState.Added)
        {
            deadline.DraftPlan = DraftOf(deadline.Task.Plan!);
        }
    }

    private static async Task FillLeadsAsync(PlanDbContext context, CancellationToken cancellationToken)
    {
        var touched = context.ChangeTracker.Entries<TaskAssignment>()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .ToList();
        foreach (var entry in touched)
        {
            var task = entry.Entity.Task ?? await context.Tasks.FindAsync([entry.Property(link => link.TaskId).OriginalValue], cancellationToken);
            var assignments = context.Entry(task!).Collection(owner => owner.Assignments);
            if (context.Entry(task!).State != EntityState.Added && !assignments.IsLoaded)
            {
                await assignments.LoadAsync(cancellationToken);
            }

            var lead = task!.Assignments.Find(link => link.Role == AssignmentRole.Lead && context.Entry(link).State != EntityState.Deleted);
            if (lead?.Agency is { } agency)
            {
                task.LeadAgency = agency;
            }
            else
            {
                task.LeadAgencyId = lead?.AgencyId;
            }
        }
    }

    private static Plan? DraftOf(Plan plan) => plan.Status == PlanStatus.Draft ? plan : null;

    private static async Task LoadAsync(EntityEntry entry, string reference, CancellationToken cancellationToken)
    {
        if (entry.Reference(reference).CurrentValue is null)
        {
            await entry.Reference(reference).LoadAsync(cancellationToken);
        }
    }

    private static void Normalize(EntityEntry entry)
    {
        foreach (var property in entry.Properties)
        {
            if (property.CurrentValue is string text && !text.IsNormalized())
            {
                property.CurrentValue = text.Normalize();
            }
            else if (property.CurrentValue is IReadOnlyList<string> list && !list.All(item => item.IsNormalized()))
            {
                property.CurrentValue = list.Select(item => item.Normalize()).ToArray();
            }
        }
    }
}
