using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Mutations;

namespace KGPlanGraph.Schema.Types.Tasks;

/// <summary>Assigns an agency to a task of a draft. One that has the role already keeps it, and the task its version: what is asked for is so.</summary>
internal sealed class AssignAgencyMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "assignAgency";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (task, refusal) = await DraftTask.FindAsync(scope, cancellationToken);
        if (task is null)
        {
            return refusal!;
        }

        var role = scope.Validation.RequiredEnum<AssignmentRole>(scope.Input, "role");
        var agency = await scope.FindAgencyAsync("agencyId", cancellationToken);
        if (scope.Validation.HasErrors)
        {
            return MutationOutcome.Refused(scope.Validation.Errors);
        }

        await AssignmentList.AssignAsync(scope.Data, task, agency!.Id, role, cancellationToken);
        return MutationOutcome.Done(("task", task));
    }
}

/// <summary>Takes an agency's assignment to a task of a draft back.</summary>
internal sealed class UnassignAgencyMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "unassignAgency";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (task, refusal) = await DraftTask.FindAsync(scope, cancellationToken);
        if (task is null)
        {
            return refusal!;
        }

        var agency = await scope.FindAgencyAsync("agencyId", cancellationToken);
        if (!scope.Validation.HasErrors && !await AssignmentList.UnassignAsync(scope.Data, task, agency!.Id, cancellationToken))
        {
            scope.Validation.Add("agencyId", new(
                $"{agency.Code} is not assigned to task {task.Label}.", $"{agency.Code} không được giao nhiệm vụ {task.Label}."));
        }

        return scope.Validation.HasErrors ? MutationOutcome.Refused(scope.Validation.Errors) : MutationOutcome.Done(("task", task));
    }
}
