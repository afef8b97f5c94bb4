namespace KGPlanGraph.Persistence.Model;

/// <summary>A report says that a deadline was met.</summary>
public sealed class ProgressReportMetDeadline
{
    public long ReportId { get; set; }
    public ProgressReport? Report { get; set; }
    public long DeadlineId { get; set; }
    public Deadline? Deadline { get; set; }
    public int Position { get; set; }
}
