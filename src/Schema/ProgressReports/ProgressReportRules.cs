using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Schema.ProgressReports;

/// <summary>What a report may say, and who sees it (domain.md, "Reports" and "Who may do what").</summary>
internal static class ProgressReportRules
{
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
            return new(
                $"reportedOn is {given}, but a report speaks of today ({latest} in Viet Nam) or earlier.",
                $"reportedOn là {given}, nhưng báo cáo phải nói về hôm nay ({latest} theo giờ Việt Nam) hoặc trước đó.");
        // Against slips of the finger in the year; a plan of years to come may be reported on today.
        var earliest = new DateOnly(Math.Max(Math.Min(plan.Year, today.Year) - MostYearsBefore, 1), 1, 1);
        return reportedOn >= earliest
            ? null
            : new(
                $"reportedOn may not lie before {LocalDateScalar.Print(earliest)}: the plan is for {plan.Year}.",
                $"reportedOn không được trước {LocalDateScalar.Print(earliest)}: kế hoạch là của năm {plan.Year}.");
    }

    /// <summary>What <see cref="ProgressReportNoun"/>'s <c>Visible</c> says, for a report at hand.</summary>
    public static bool IsVisible(ProgressReport report, PlanTask task, Caller caller, Agency? agency) =>
        caller.HasAny(Permissions.SeesAllReports)
        || report.Status == ProgressReportStatus.Accepted
        || (agency is not null && (report.AgencyId == agency.Id || task.LeadAgencyId == agency.Id));

    /// <summary>
    /// Takes an accepted report into its task. The lead's sets status and percent, and marks deadlines met on the day that the report speaks of: those it
    /// names, or all open ones where it says COMPLETED; one that is met stays as it is. Any other report leaves the task alone.
    /// </summary>
    /// <param name="report">The report, with its met deadlines.</param>
    /// <param name="task">Its task, with its deadlines.</param>
    public static void TakeInto(PlanTask task, ProgressReport report)
    {
        if (task.LeadAgencyId != report.AgencyId)
            return;
        task.Status = report.TaskStatus;
        task.PercentComplete = report.PercentComplete;
        foreach (var deadline in task.Deadlines.Where(deadline => deadline.MetOn is null))
        {
            if (report.TaskStatus == PlanTaskStatus.Completed || report.MetDeadlines.Exists(met => met.DeadlineId == deadline.Id))
                deadline.MetOn = report.ReportedOn;
        }
    }
}
