using System.Globalization;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Schema.Mutations;
using KGPlanGraph.Schema.Types.Tasks;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Types.Deadlines;

/// <summary>Adds a deadline to a task of a draft, or changes one.</summary>
internal sealed class SetDeadlineMutation(MutationTransactions transactions) : Mutation(transactions)
{
    // A scheme may be due years after the plan that asks for it; what is further away is a typing error.
    private const int MostYearsFromPlan = 20;

    /// <inheritdoc/>
    public override string Name => "setDeadline";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (task, refusal) = await DraftTask.FindAsync(scope, cancellationToken);
        if (task is null)
        {
            return refusal!;
        }

        var (input, validation) = (scope.Input, scope.Validation);
        var deadline = FindDeadline(scope, task);
        var kind = validation.RequiredEnum<DeadlineKind>(input, "kind");
        var dueOn = ReadDueOn(scope, kind, task.Plan!);
        var phrase = validation.OptionalText(input, "phrase", TextLength.Short);
        var deliverable = input.Has("deliverable") ? validation.OptionalText(input, "deliverable", TextLength.Short) : deadline?.Deliverable;
        if (validation.HasErrors)
        {
            return MutationOutcome.Refused(validation.Errors);
        }

        var isReworded = phrase is not null || deadline is null || deadline.Kind != kind || deadline.DueOn != dueOn;
        deadline ??= Add(task);
        if (isReworded)
        {
            deadline.Phrase = phrase ?? DeadlinePhrase.Of(kind, dueOn);
        }

        deadline.Kind = kind;
        deadline.DueOn = deadline.OriginalDueOn = dueOn;
        deadline.Deliverable = deliverable;
        return MutationOutcome.Done(("deadline", deadline), ("task", task));
    }

    private static Deadline? FindDeadline(MutationScope scope, PlanTask task)
    {
        if (scope.Input.Get<string>("deadlineId") is not { } id)
        {
            return null;
        }

        var key = scope.KeyIn(id, "Deadline");
        var found = task.Deadlines.Find(deadline => deadline.Id == key);
        if (found is null)
        {
            scope.Validation.Add(MutationErrors.DeadlineNotFound(id, task));
        }

        return found;
    }

    private static DateOnly ReadDueOn(MutationScope scope, DeadlineKind kind, Plan plan)
    {
        var dueOn = scope.Validation.Required<DateOnly>(scope.Input, "dueOn");
        var last = DeadlineDate.LastDay(kind, dueOn).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        scope.Validation.Require(
            dueOn == DeadlineDate.LastDay(kind, dueOn), "dueOn",
            $"dueOn must be the last day of the period, {last}, where kind is {MutationErrors.NameOf(kind)}.",
            $"dueOn phải là ngày cuối của kỳ, {last}, khi kind là {MutationErrors.NameOf(kind)}.");
        scope.Validation.Require(
            Math.Abs(dueOn.Year - plan.Year) <= MostYearsFromPlan, "dueOn",
            $"dueOn may lie at most {MostYearsFromPlan} years from the plan's year {plan.Year}.",
            $"dueOn được cách năm {plan.Year} của kế hoạch nhiều nhất {MostYearsFromPlan} năm.");
        return dueOn;
    }

    private static Deadline Add(PlanTask task)
    {
        var added = new Deadline { Phrase = "", Position = task.Deadlines.Select(deadline => deadline.Position).DefaultIfEmpty().Max() + 1 };
        task.Deadlines.Add(added);
        return added;
    }
}

/// <summary>Takes a deadline out of a draft. The version is its task's.</summary>
internal sealed class RemoveDeadlineMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "removeDeadline";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var notFound = MutationErrors.DeadlineNotFound(scope.Input.Get<string>("deadlineId"));
        var key = scope.KeyOf("deadlineId", "Deadline");
        var taskId = await scope.Data.Deadlines.Where(deadline => deadline.Id == key).Select(deadline => (long?)deadline.TaskId)
            .SingleOrDefaultAsync(cancellationToken);
        var (task, refusal) = await DraftTask.FindAsync(scope, taskId, notFound, cancellationToken);
        if (task is null)
        {
            return refusal!;
        }

        if (task.Deadlines.Find(deadline => deadline.Id == key) is not { } found)
        {
            return notFound;
        }

        if (scope.Validation.HasErrors)
        {
            return MutationOutcome.Refused(scope.Validation.Errors);
        }

        scope.Data.Remove(found);
        return MutationOutcome.Done(("task", task));
    }
}
