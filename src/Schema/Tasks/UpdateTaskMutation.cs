using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Mutations;

namespace KGPlanGraph.Schema.Tasks;

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
            return refusal!;

        var (input, validation) = (scope.Input, scope.Validation);
        if (input.Has("title"))
            task.Title = validation.RequiredText(input, "title", TextLength.Short);
        if (input.Has("content"))
            task.Content = validation.RequiredText(input, "content", TextLength.Long);
        if (input.Has("deliverableKind"))
            task.DeliverableKind = validation.RequiredEnum<DeliverableKind>(input, "deliverableKind");
        return validation.HasErrors ? MutationOutcome.Refused(validation.Errors) : MutationOutcome.Done(("task", task));
    }
}
