using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Mutations;

namespace KGPlanGraph.Schema.Plans;

/// <summary>Closes a plan that is in force; afterwards nothing in it changes.</summary>
internal sealed class ClosePlanMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "closePlan";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (plan, refusal) = await PlanToDecide.FindAsync(scope, PlanStatus.InForce, cancellationToken);
        if (plan is null)
            return refusal!;
        if (scope.Validation.HasErrors)
            return MutationOutcome.Refused(scope.Validation.Errors);

        plan.Status = PlanStatus.Closed;
        return MutationOutcome.Done(("plan", plan));
    }
}
