using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>What an agency reports on a task.</summary>
public static class ProgressReportTable
{
    public static readonly Table<ProgressReport> Table = new("progress_reports");

    public static readonly Column Id = Table.Column(row => row.Id);
    public static readonly Column TaskId = Table.Column(row => row.TaskId);
    public static readonly Column AgencyId = Table.Column(row => row.AgencyId);
    public static readonly Column ReportedOn = Table.Column(row => row.ReportedOn);
    public static readonly Column Status = Table.Column(row => row.Status);
    public static readonly Column TaskStatus = Table.Column(row => row.TaskStatus);
    public static readonly Column PercentComplete = Table.Column(row => row.PercentComplete);
    public static readonly Column Summary = Table.Column(row => row.Summary);
    public static readonly Column Obstacles = Table.Column(row => row.Obstacles);
    public static readonly Column Proposals = Table.Column(row => row.Proposals);
    public static readonly Column ReviewNote = Table.Column(row => row.ReviewNote);
    public static readonly Column SubmittedBy = Table.Column(row => row.SubmittedBy);
    public static readonly Column SubmittedAt = Table.Column(row => row.SubmittedAt);
    public static readonly Column ReviewedBy = Table.Column(row => row.ReviewedBy);
    public static readonly Column ReviewedAt = Table.Column(row => row.ReviewedAt);
    public static readonly Column Version = Table.Column(row => row.Version);
}
