using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Mutations;

namespace KGPlanGraph.Schema.ProgressReports;

/// <summary>The coordinator takes a report for true, and with the lead's report its word on the task.</summary>
internal sealed class AcceptProgressReportMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "acceptProgressReport";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (found, error) = await FoundReport.FindAsync(scope, willChangeTask: true, cancellationToken);
        if (found is null)
            return error!;
        if (found.StateError() is { } stateError)
            return stateError;
        var note = scope.Validation.OptionalText(scope.Input, "note", TextLength.Long);
        if (scope.Validation.HasErrors)
            return MutationOutcome.Refused(scope.Validation.Errors);

        found.Review(ProgressReportStatus.Accepted, note, scope);
        ProgressReportRules.TakeInto(found.Task, found.Report);
        return MutationOutcome.Done(("progressReport", found.Report), ("task", found.Task));
    }
}
