using System.Text.RegularExpressions;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Mutations;
using KGPlanGraph.Schema.Types.Plans;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Types.Sections;

/// <summary>Adds a section to a draft, in the place that its label gives it.</summary>
internal sealed partial class CreateSectionMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "createSection";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (plan, refusal) = await DraftPlan.FindAsync(scope, PlanRules.Edit, cancellationToken);
        if (plan is null)
        {
            return refusal!;
        }

        var (input, validation) = (scope.Input, scope.Validation);
        await scope.Data.Entry(plan).Collection(row => row.Sections).LoadAsync(cancellationToken);
        var parent = FindParent(scope, plan);
        var label = validation.RequiredText(input, "label", TextLength.Short);
        var section = new PlanSection
        {
            Plan = plan,
            Parent = parent,
            Label = label,
            Heading = validation.RequiredText(input, "heading", TextLength.Short),
            Body = validation.OptionalText(input, "body", TextLength.Long) ?? "",
        };
        if (!validation.HasErrors)
        {
            RequireFit(validation, plan, parent, label);
        }

        if (validation.HasErrors)
        {
            return MutationOutcome.Refused(validation.Errors);
        }

        SectionPlaces.Insert(plan, section);
        return MutationOutcome.Done(("section", section), ("plan", plan));
    }

    private static PlanSection? FindParent(MutationScope scope, Plan plan)
    {
        if (scope.Input.Get<string>("parentId") is not { } id)
        {
            return null;
        }

        var key = scope.KeyOf("parentId", "PlanSection");
        var found = plan.Sections.Find(section => section.Id == key);
        if (found is null)
        {
            scope.Validation.Add(MutationErrors.SectionNotFound(id));
        }

        return found;
    }

    private static void RequireFit(InputValidation validation, Plan plan, PlanSection? parent, string label)
    {
        if (parent is null)
        {
            validation.Require(
                Top().IsMatch(label), "label",
                "label must be one part where the section stands at the top, e.g. II.", "label phải chỉ có một phần khi mục ở cấp trên cùng, ví dụ II.");
        }
        else
        {
            validation.Require(
                label.StartsWith(parent.Label + ".", StringComparison.Ordinal) && Part().IsMatch(label[(parent.Label.Length + 1)..]), "label",
                $"label must be {parent.Label} with one part behind it, e.g. {parent.Label}.1.",
                $"label phải là {parent.Label} kèm một phần phía sau, ví dụ {parent.Label}.1.");
        }

        if (plan.Sections.Exists(section => section.Label == label))
        {
            validation.Add(MutationErrors.CodeTaken(label));
        }
    }

    // II, PL, PL II; a number has as many digits as a sort key keeps.
    [GeneratedRegex(@"^(\p{L}+( \p{L}+)*( ?[0-9]{1,6})?|[0-9]{1,6})\z")]
    private static partial Regex Top();

    [GeneratedRegex(@"^(\p{L}{1,20}|\p{L}{0,2}[0-9]{1,6})\z")]
    private static partial Regex Part();
}

/// <summary>Changes heading or text of a draft's section.</summary>
internal sealed class UpdateSectionMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "updateSection";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (section, refusal) = await DraftSection.FindAsync(scope, cancellationToken);
        if (section is null)
        {
            return refusal!;
        }

        var (input, validation) = (scope.Input, scope.Validation);
        if (input.Has("heading"))
        {
            section.Heading = validation.RequiredText(input, "heading", TextLength.Short);
        }

        if (input.Has("body"))
        {
            section.Body = validation.OptionalText(input, "body", TextLength.Long) ?? "";
        }

        return validation.HasErrors
            ? MutationOutcome.Refused(validation.Errors)
            : MutationOutcome.Done(("section", section), ("plan", section.Plan!));
    }
}

/// <summary>Takes a section without tasks and sections below it out of a draft.</summary>
internal sealed class DeleteSectionMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "deleteSection";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (section, refusal) = await DraftSection.FindAsync(scope, cancellationToken);
        if (section is null)
        {
            return refusal!;
        }

        var isEmpty = !section.Plan!.Sections.Exists(other => other.ParentId == section.Id)
            && !await scope.Data.Tasks.AnyAsync(task => task.SectionId == section.Id, cancellationToken);
        scope.Validation.Require(
            isEmpty, "sectionId",
            $"Section {section.Label} has tasks or sections below it; delete those first.", $"Mục {section.Label} còn nhiệm vụ hoặc mục con; hãy xóa chúng trước.");
        if (scope.Validation.HasErrors)
        {
            return MutationOutcome.Refused(scope.Validation.Errors);
        }

        var plan = section.Plan;
        SectionPlaces.Close(plan, section);
        scope.Data.Remove(section);
        return MutationOutcome.Done(("plan", plan));
    }
}

/// <summary>The way in of the mutations that edit a section of a draft.</summary>
internal static class DraftSection
{
    /// <summary>The section with its plan and all sections of that, which nobody else edits until the transaction ends.</summary>
    /// <returns>The section, or why not.</returns>
    public static async Task<(PlanSection? Section, MutationError? Refusal)> FindAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var notFound = MutationErrors.SectionNotFound(scope.Input.Get<string>("sectionId"));
        var key = scope.KeyOf("sectionId", "PlanSection");
        var planId = await scope.Visible<PlanSection>().Where(section => section.Id == key).Select(section => (long?)section.PlanId)
            .SingleOrDefaultAsync(cancellationToken);
        var (plan, refusal) = await DraftPlan.FindAsync(scope, PlanRules.Edit, planId, notFound, cancellationToken);
        if (plan is null)
        {
            return (null, refusal);
        }

        await scope.Data.Entry(plan).Collection(row => row.Sections).LoadAsync(cancellationToken);
        return plan.Sections.Find(section => section.Id == key) is { } found ? (found, null) : (null, notFound);
    }
}

/// <summary>The places of a plan's sections: from 1, without gaps, each section before those below it. All sections are loaded.</summary>
internal static class SectionPlaces
{
    /// <summary>Puts a new section among its neighbours, in the order of labels; those behind it move up.</summary>
    public static void Insert(Plan plan, PlanSection added)
    {
        var order = LabelOrder.Of(added.Label);
        var neighbours = plan.Sections.Where(section => section != added && section.ParentId == added.Parent?.Id).OrderBy(section => section.Position).ToList();
        var next = neighbours.Find(section => string.CompareOrdinal(LabelOrder.Of(section.Label), order) > 0);
        added.Position = next?.Position ?? (neighbours.LastOrDefault() ?? added.Parent) switch
        {
            null => 1,
            // Behind all that is below the last neighbour; a parent without sections has nothing below it.
            var last => LastBelow(plan, last) + 1,
        };
        foreach (var section in plan.Sections.Where(section => section != added && section.Position >= added.Position))
        {
            section.Position++;
        }

        if (!plan.Sections.Contains(added))
        {
            plan.Sections.Add(added);
        }
    }

    /// <summary>Closes the gap that a section leaves.</summary>
    public static void Close(Plan plan, PlanSection removed)
    {
        foreach (var section in plan.Sections.Where(section => section.Position > removed.Position))
        {
            section.Position--;
        }
    }

    private static int LastBelow(Plan plan, PlanSection section) =>
        plan.Sections.Where(below => below.Id != 0 && below.ParentId == section.Id).Select(below => LastBelow(plan, below)).Append(section.Position).Max();
}
