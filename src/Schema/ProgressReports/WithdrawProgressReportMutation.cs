using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Mutations;

namespace KGPlanGraph.Schema.ProgressReports;

/// <summary>An agency takes a report of its own back before anybody has accepted or returned it.</summary>
internal sealed class WithdrawProgressReportMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "withdrawProgressReport";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (found, error) = await FoundReport.FindAsync(scope, willChangeTask: false, cancellationToken);
        if (found is null)
            return error!;
        var agency = await scope.AgencyAsync(cancellationToken);
        if (agency is null || found.Report.AgencyId != agency.Id)
            return MutationErrors.NotOwner(agency, scope.Caller.AgencyCode);
        if (found.StateError() is { } stateError)
            return stateError;
        if (scope.Validation.HasErrors)
            return MutationOutcome.Refused(scope.Validation.Errors);

        found.Report.Status = ProgressReportStatus.Withdrawn;
        return MutationOutcome.Done(("progressReport", found.Report));
    }
}
