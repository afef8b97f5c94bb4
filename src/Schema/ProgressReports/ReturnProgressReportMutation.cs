using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Mutations;

namespace KGPlanGraph.Schema.ProgressReports;

/// <summary>The coordinator sends a report back to its agency, and says what is to be bettered.</summary>
internal sealed class ReturnProgressReportMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "returnProgressReport";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (found, error) = await FoundReport.FindAsync(scope, willChangeTask: false, cancellationToken);
        if (found is null)
            return error!;
        if (found.StateError() is { } stateError)
            return stateError;
        var note = scope.Validation.RequiredText(scope.Input, "note", TextLength.Long);
        if (scope.Validation.HasErrors)
            return MutationOutcome.Refused(scope.Validation.Errors);

        found.Review(ProgressReportStatus.Returned, note, scope);
        return MutationOutcome.Done(("progressReport", found.Report));
    }
}
