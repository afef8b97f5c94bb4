using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Schema.Mutations;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Types.Tasks;

/// <summary>Adds a task to a section of a draft.</summary>
internal sealed class CreateTaskMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "createTask";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        if (await FindSectionAsync(scope, cancellationToken) is not { } section)
        {
            return MutationErrors.SectionNotFound(scope.Input.Get<string>("sectionId"));
        }

        if (section.Plan!.Status != PlanStatus.Draft)
        {
            return MutationErrors.PlanNotDraft(section.Plan);
        }

        var (input, validation) = (scope.Input, scope.Validation);
        var task = new PlanTask
        {
            Plan = section.Plan,
            Section = section,
            Label = await ReadLabelAsync(scope, section, cancellationToken),
            Title = validation.RequiredText(input, "title", TextLength.Short),
            Content = validation.RequiredText(input, "content", TextLength.Long),
            DeliverableKind = validation.RequiredEnum<DeliverableKind>(input, "deliverableKind"),
            ExpectedOutput = validation.OptionalText(input, "expectedOutput", TextLength.Long),
        };
        task.Assignments.AddRange(AssignmentList.Rows(await ReadAssignmentsAsync(scope, cancellationToken)));
        if (validation.HasErrors)
        {
            return MutationOutcome.Refused(validation.Errors);
        }

        scope.Data.Add(task);
        return MutationOutcome.Done(("task", task));
    }

    private static async Task<PlanSection?> FindSectionAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var key = scope.KeyOf("sectionId", "PlanSection");
        var planId = await scope.Data.PlanSections.Where(section => section.Id == key).Select(section => (long?)section.PlanId)
            .SingleOrDefaultAsync(cancellationToken);
        if (planId is null)
        {
            return null;
        }

        await scope.Data.HoldPlanAsync(planId.Value, cancellationToken);
        return await scope.Visible<PlanSection>().Include(section => section.Plan).SingleOrDefaultAsync(section => section.Id == key, cancellationToken);
    }

    private static async Task<string> ReadLabelAsync(MutationScope scope, PlanSection section, CancellationToken cancellationToken)
    {
        var label = scope.Validation.RequiredText(scope.Input, "label", TextLength.Short);
        if (label.Length == 0)
        {
            return label;
        }

        scope.Validation.Require(
            TaskLabel.BelongsTo(label, section.Label), "label",
            $"label must be the whole label of an item of section {section.Label}, e.g. {section.Label}.a.",
            $"label phải là ký hiệu đầy đủ của một điểm thuộc mục {section.Label}, ví dụ {section.Label}.a.");
        if (await scope.Data.Tasks.AnyAsync(task => task.PlanId == section.PlanId && task.Label == label, cancellationToken))
        {
            scope.Validation.Add(MutationErrors.CodeTaken(label));
        }

        return label;
    }

    private static async Task<List<(long AgencyId, AssignmentRole Role)>> ReadAssignmentsAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var assignments = new List<(long AgencyId, AssignmentRole Role)>();
        var lead = await scope.FindAgencyAsync("leadAgencyId", cancellationToken);
        if (lead is not null)
        {
            assignments.Add((lead.Id, AssignmentRole.Lead));
        }

        var coordinators = await scope.FindAllAsync("coordinatorIds", "Agency", scope.Data.Agencies, MutationErrors.AgencyNotFound, cancellationToken);
        foreach (var (agency, path) in coordinators)
        {
            scope.Validation.Require(
                agency != lead, path,
                $"{agency.Code} leads the task; it does not coordinate it as well.", $"{agency.Code} đã chủ trì nhiệm vụ nên không đồng thời phối hợp.");
            assignments.Add((agency.Id, AssignmentRole.Coordinate));
        }

        return assignments;
    }
}

/// <summary>Changes a task of a draft.</summary>
internal sealed class UpdateTaskMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "updateTask";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (task, refusal) = await DraftTask.FindAsync(scope, cancellationToken);
        if (task is null)
        {
            return refusal!;
        }

        var (input, validation) = (scope.Input, scope.Validation);
        if (input.Has("title"))
        {
            task.Title = validation.RequiredText(input, "title", TextLength.Short);
        }

        if (input.Has("content"))
        {
            task.Content = validation.RequiredText(input, "content", TextLength.Long);
        }

        if (input.Has("deliverableKind"))
        {
            task.DeliverableKind = validation.RequiredEnum<DeliverableKind>(input, "deliverableKind");
        }

        if (input.Has("expectedOutput"))
        {
            task.ExpectedOutput = validation.OptionalText(input, "expectedOutput", TextLength.Long);
        }

        return validation.HasErrors ? MutationOutcome.Refused(validation.Errors) : MutationOutcome.Done(("task", task));
    }
}

/// <summary>Takes a task with its deadlines and assignments out of a draft.</summary>
internal sealed class DeleteTaskMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "deleteTask";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (task, refusal) = await DraftTask.FindAsync(scope, cancellationToken);
        if (task is null)
        {
            return refusal!;
        }

        if (scope.Validation.HasErrors)
        {
            return MutationOutcome.Refused(scope.Validation.Errors);
        }

        var section = await scope.Data.PlanSections.SingleAsync(row => row.Id == task.SectionId, cancellationToken);
        var entry = scope.Data.Entry(task);
        await entry.Collection(row => row.LegalDocuments).LoadAsync(cancellationToken);
        await entry.Collection(row => row.Localities).LoadAsync(cancellationToken);
        await entry.Collection(row => row.InvestmentItems).LoadAsync(cancellationToken);
        scope.Data.RemoveRange(TaskParts.Of(task));
        scope.Data.Remove(task);
        return MutationOutcome.Done(("section", section));
    }
}
