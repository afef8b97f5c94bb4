using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Mutations;

namespace KGPlanGraph.Schema.Amendments;

/// <summary>The People's Committee decides once the opinion is there, whatever it was; approval changes the task with it.</summary>
internal sealed class DecideAmendmentMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "decideAmendment";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var approves = scope.Input.Get<bool>("approve");
        var (found, error) = await FoundAmendment.FindAsync(scope, willChangeTask: approves, cancellationToken);
        if (found is null)
            return error!;
        if (found.StateError(AmendmentStatus.Recommended, AmendmentStatus.NotRecommended) is { } stateError)
            return stateError;

        var (amendment, task) = found;
        var decision = scope.Validation.RequiredText(scope.Input, "decision", TextLength.Long);
        var number = scope.Validation.OptionalText(scope.Input, "decisionNumber", TextLength.Short);
        if (approves && AmendmentRules.ObstacleTo(amendment, task) is { } obstacle)
            scope.Validation.Add("approve", Outdated(obstacle.Reason));
        if (scope.Validation.HasErrors)
            return MutationOutcome.Refused(scope.Validation.Errors);

        amendment.Status = approves ? AmendmentStatus.Approved : AmendmentStatus.Rejected;
        amendment.Decision = decision;
        amendment.DecisionNumber = number;
        amendment.DecidedAt = scope.Now;
        if (approves)
            await AmendmentRules.ApplyAsync(amendment, task, scope.Data, cancellationToken);
        return MutationOutcome.Done(("amendment", amendment), ("task", task));
    }

    // The task changed after the proposal.
    private static LocalizedText Outdated(LocalizedText reason) => new(
        $"The amendment cannot take effect any more; reject it. {reason.English}", $"Đề nghị không còn hiệu lực để áp dụng; hãy từ chối. {reason.Vietnamese}");
}
