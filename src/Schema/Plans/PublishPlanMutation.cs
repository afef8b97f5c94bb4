using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Mutations;

namespace KGPlanGraph.Schema.Plans;

/// <summary>Puts a draft into force: readers and agencies see it, and all that is in it, from the same moment on.</summary>
internal sealed class PublishPlanMutation(MutationTransactions transactions) : Mutation(transactions)
{
    private const int MostYearsFromPlan = 10;

    /// <inheritdoc/>
    public override string Name => "publishPlan";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (plan, refusal) = await PlanToDecide.FindAsync(scope, PlanStatus.Draft, cancellationToken);
        if (plan is null)
            return refusal!;

        var validation = scope.Validation;
        var number = validation.RequiredText(scope.Input, "documentNumber", TextLength.Short);
        var issuedOn = validation.Required<DateOnly>(scope.Input, "issuedOn");
        validation.Require(issuedOn <= scope.Today, "issuedOn", "issuedOn may not lie in the future.", "issuedOn không được ở tương lai.");
        validation.Require(
            issuedOn.Year >= plan.Year - MostYearsFromPlan, "issuedOn",
            $"issuedOn may lie at most {MostYearsFromPlan} years before the plan's year {plan.Year}.",
            $"issuedOn được sớm hơn năm {plan.Year} của kế hoạch nhiều nhất {MostYearsFromPlan} năm.");
        if (validation.HasErrors)
            return MutationOutcome.Refused(validation.Errors);

        plan.Status = PlanStatus.InForce;
        plan.DocumentNumber = number;
        plan.IssuedOn = issuedOn;
        await DraftRelease.ReleaseAsync(scope.Data, plan, cancellationToken);
        return MutationOutcome.Done(("plan", plan));
    }
}
