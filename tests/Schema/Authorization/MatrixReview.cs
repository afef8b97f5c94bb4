using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>Reports and amendments of an agency on a task, one in each state; brought there step by step, as the product does it.</summary>
internal sealed class MatrixReview
{
    public const string Secret = "điều nội bộ";

    private static readonly DateTimeOffset Start = new(2022, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PlanTask task;
    private readonly string agency;
    private readonly string? lead;
    private readonly string[]? assigned;
    private readonly List<(ProgressReport Row, ProgressReportStatus Aim)> reports;
    private readonly List<(Amendment Row, AmendmentStatus Aim)> amendments;

    public MatrixReview(PlanTask task, Agency agency, int number)
    {
        this.task = task;
        this.agency = agency.Code;
        lead = task.Assignments.Find(link => link.Role == AssignmentRole.Lead)?.Agency!.Code;
        assigned = task.HasOpenCoordination ? null : [.. task.Assignments.Select(link => link.Agency!.Code)];
        var at = Start.AddDays(number);
        reports = [.. Enum.GetValues<ProgressReportStatus>().Select(aim => (new ProgressReport
        {
            Task = task, Agency = agency, ReportedOn = DateOnly.FromDateTime(at.Date), TaskStatus = PlanTaskStatus.InProgress, PercentComplete = 10,
            Summary = "Đã làm", Obstacles = Secret, Proposals = Secret, SubmittedBy = Secret, SubmittedAt = at.AddHours((int)aim),
        }, aim))];
        amendments = [.. Enum.GetValues<AmendmentStatus>().Select(aim => (new Amendment
        {
            Task = task, Agency = agency, Kind = AmendmentKind.CancelTask, Reason = "Lý do", ProposedBy = Secret, ProposedAt = at.AddHours((int)aim),
        }, aim))];
    }

    public IEnumerable<object> Rows => [.. reports.Select(report => report.Row), .. amendments.Select(amendment => amendment.Row)];

    /// <summary>The coordinator's step.</summary>
    public void Review()
    {
        foreach (var (row, aim) in reports.Where(report => report.Aim != ProgressReportStatus.Submitted))
        {
            row.Status = aim;
            if (aim == ProgressReportStatus.Withdrawn)
            {
                continue;
            }

            (row.ReviewNote, row.ReviewedBy, row.ReviewedAt) = (Secret, Secret, Start.AddMonths(1));
        }

        foreach (var (row, aim) in amendments.Where(amendment => amendment.Aim != AmendmentStatus.Proposed))
        {
            if (aim == AmendmentStatus.Withdrawn)
            {
                row.Status = aim;
                continue;
            }

            (row.Opinion, row.ReviewedAt) = ("Ý kiến", Start.AddMonths(1));
            row.Status = aim == AmendmentStatus.NotRecommended ? aim : AmendmentStatus.Recommended;
        }
    }

    /// <summary>The approver's step.</summary>
    public void Decide()
    {
        foreach (var (row, aim) in amendments.Where(amendment => amendment.Aim is AmendmentStatus.Approved or AmendmentStatus.Rejected))
        {
            (row.Status, row.Decision, row.DecidedAt) = (aim, "Quyết định", Start.AddMonths(2));
        }
    }

    public IEnumerable<MatrixObject> Objects(PlanStatus plan)
    {
        foreach (var (row, aim) in reports)
        {
            bool[] history = aim == ProgressReportStatus.Submitted ? [false] : [false, aim == ProgressReportStatus.Accepted];
            yield return About(new($"report {aim} by {agency} on {task.Plan!.Code} {task.Label}", "ProgressReport", row.Id, plan, history), aim.ToString());
        }

        foreach (var (row, aim) in amendments)
        {
            bool[] history = aim switch
            {
                AmendmentStatus.Proposed => [false],
                AmendmentStatus.Approved => [false, false, true],
                AmendmentStatus.Rejected => [false, false, false],
                _ => [false, false],
            };
            yield return About(new($"amendment {aim} by {agency} on {task.Plan!.Code} {task.Label}", "Amendment", row.Id, plan, history), aim.ToString());
        }
    }

    private MatrixObject About(MatrixObject about, string status) =>
        about with { Status = status.ToUpperInvariant(), Agency = agency, TaskLead = lead, TaskAgencies = assigned };
}
