using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Mutations;
using KGPlanGraph.Schema.Scalars;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Types.ProgressReports;

/// <summary>What a report may say, and who sees it (domain.md, "Reports" and "Who may do what").</summary>
internal static class ProgressReportRules
{
    public static readonly MutationRule<ProgressReportStatus> Accept =
        new("acceptProgressReport", PlanStatus.InForce, Party.AnyAgency, ProgressReportStatus.Submitted);

    public static readonly MutationRule<ProgressReportStatus> Return =
        new("returnProgressReport", PlanStatus.InForce, Party.AnyAgency, ProgressReportStatus.Submitted);

    public static readonly MutationRule<ProgressReportStatus> Withdraw =
        new("withdrawProgressReport", PlanStatus.InForce, Party.Owner, ProgressReportStatus.Submitted);

    private const int MostYearsBefore = 5;

    /// <summary>COMPLETED means 100 percent; NOT_STARTED means 0.</summary>
    /// <returns>What is wrong; null where status and percent fit.</returns>
    public static LocalizedText? FaultIn(PlanTaskStatus status, int percent) => (status, percent) switch
    {
        (PlanTaskStatus.Completed, not 100) => new(
            $"percentComplete must be 100 with COMPLETED, and is {percent}.", $"percentComplete phải là 100 khi trạng thái là COMPLETED, đang là {percent}."),
        (PlanTaskStatus.NotStarted, not 0) => new(
            $"percentComplete must be 0 with NOT_STARTED, and is {percent}.", $"percentComplete phải là 0 khi trạng thái là NOT_STARTED, đang là {percent}."),
        _ => null,
    };

    /// <summary>A report speaks of today or earlier, and not of a time long before its plan.</summary>
    /// <returns>What is wrong; null where the day can be.</returns>
    public static LocalizedText? FaultIn(DateOnly reportedOn, Plan plan, DateOnly today)
    {
        var (given, latest) = (LocalDateScalar.Print(reportedOn), LocalDateScalar.Print(today));
        if (reportedOn > today)
        {
            return new(
                $"reportedOn is {given}, but a report speaks of today ({latest} in Viet Nam) or earlier.",
                $"reportedOn là {given}, nhưng báo cáo phải nói về hôm nay ({latest} theo giờ Việt Nam) hoặc trước đó.");
        }
        // Against slips of the finger in the year; a plan of years to come may be reported on today.
        var earliest = new DateOnly(Math.Max(Math.Min(plan.Year, today.Year) - MostYearsBefore, 1), 1, 1);
        return reportedOn >= earliest
            ? null
            : new(
                $"reportedOn may not lie before {LocalDateScalar.Print(earliest)}: the plan is for {plan.Year}.",
                $"reportedOn không được trước {LocalDateScalar.Print(earliest)}: kế hoạch là của năm {plan.Year}.");
    }

    /// <summary>What <see cref="ProgressReportType"/>'s <c>Visible</c> says, for a report at hand.</summary>
    public static bool IsVisible(ProgressReport report, PlanTask task, Caller caller, Agency? agency) =>
        caller.HasAny(Permissions.SeesAllReports)
        || report.Status == ProgressReportStatus.Accepted
        || (agency is not null && (report.AgencyId == agency.Id || task.LeadAgencyId == agency.Id));
}

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
        if (await scope.FindTaskOfAsync<ProgressReport>(key, willChangeTask, cancellationToken) is not { } task)
        {
            return (null, missing);
        }

        var report = (await scope.Data.ProgressReports.FindAsync([key], cancellationToken))!;
        if (!ProgressReportRules.IsVisible(report, task, scope.Caller, await scope.AgencyAsync(cancellationToken)))
        {
            return (null, missing);
        }

        return scope.ConflictWith(report) is { } conflict ? (null, conflict) : (new(report, task), null);
    }

    /// <summary>Why the report's plan or its state does not allow it; null where they do.</summary>
    public MutationError? StateError(MutationRule<ProgressReportStatus> rule)
    {
        if (!rule.IsOn(Task.Plan!))
        {
            return MutationErrors.InvalidState(Task.Plan!);
        }

        return rule.IsIn(Report.Status) ? null : MutationErrors.InvalidState(Report.Status, rule.States);
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
