using KGPlanGraph.Schema.Mutations;
using KGPlanGraph.Schema.Tasks;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Deadlines;

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
            return refusal!;
        if (task.Deadlines.Find(deadline => deadline.Id == key) is not { } found)
            return notFound;
        if (scope.Validation.HasErrors)
            return MutationOutcome.Refused(scope.Validation.Errors);

        scope.Data.Remove(found);
        return MutationOutcome.Done(("task", task));
    }
}
