using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Mutations;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.ProgressReports;

/// <summary>The report that a mutation is about, up to the point where all of them agree: it is there, and its version is the expected one.</summary>
/// <param name="Report">The report with its met deadlines.</param>
/// <param name="Task">Its task with plan, assignments and deadlines.</param>
internal sealed record FoundReport(ProgressReport Report, PlanTask Task)
{
    private const string Field = "progressReportId";

    /// <param name="scope">The transaction.</param>
    /// <param name="willChangeTask">True where the task may change with the report.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<(FoundReport? Found, MutationError? Error)> FindAsync(
        MutationScope scope, bool willChangeTask, CancellationToken cancellationToken)
    {
        var missing = MutationErrors.ProgressReportNotFound(scope.Input.Get<string>(Field));
        var key = scope.KeyOf(Field, "ProgressReport");
        var taskKey = await scope.Data.ProgressReports.Where(report => report.Id == key).Select(report => (long?)report.TaskId)
            .SingleOrDefaultAsync(cancellationToken);
        if (await scope.FindTaskAsync(taskKey, willChangeTask, cancellationToken) is not { } task)
            return (null, missing);

        var report = await scope.Data.ProgressReports.Include(found => found.MetDeadlines).SingleAsync(found => found.Id == key, cancellationToken);
        if (!ProgressReportRules.IsVisible(report, task, scope.Caller, await scope.AgencyAsync(cancellationToken)))
            return (null, missing);
        return scope.ConflictWith(report) is { } conflict ? (null, conflict) : (new(report, task), null);
    }

    /// <summary>Nothing is accepted, returned or withdrawn but a SUBMITTED report of a plan in force.</summary>
    public MutationError? StateError()
    {
        if (Task.Plan!.Status != PlanStatus.InForce)
            return MutationErrors.InvalidState(Task.Plan);
        return Report.Status == ProgressReportStatus.Submitted ? null : MutationErrors.InvalidState(Report.Status, ProgressReportStatus.Submitted);
    }

    /// <summary>Notes the coordinator's answer.</summary>
    public void Review(ProgressReportStatus status, string? note, MutationScope scope)
    {
        Report.Status = status;
        Report.ReviewNote = note;
        Report.ReviewedBy = scope.Actor;
        Report.ReviewedAt = scope.Now;
    }
}
