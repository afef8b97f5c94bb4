using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Mutations;

namespace KGPlanGraph.Schema.Amendments;

/// <summary>The coordinator gives its opinion, for or against.</summary>
internal sealed class ReviewAmendmentMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "reviewAmendment";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (found, error) = await FoundAmendment.FindAsync(scope, willChangeTask: false, cancellationToken);
        if (found is null)
            return error!;
        if (found.StateError(AmendmentStatus.Proposed) is { } stateError)
            return stateError;
        var opinion = scope.Validation.RequiredText(scope.Input, "opinion", TextLength.Long);
        if (scope.Validation.HasErrors)
            return MutationOutcome.Refused(scope.Validation.Errors);

        var amendment = found.Amendment;
        amendment.Status = scope.Input.Get<bool>("recommend") ? AmendmentStatus.Recommended : AmendmentStatus.NotRecommended;
        amendment.Opinion = opinion;
        amendment.ReviewedAt = scope.Now;
        return MutationOutcome.Done(("amendment", amendment));
    }
}
