namespace KGPlanGraph.Persistence.Model;

/// <summary>What an assigned agency says about a task.</summary>
public sealed class ProgressReport : IVersioned
{
    public long Id { get; set; }
    public long TaskId { get; set; }
    public PlanTask? Task { get; set; }
    public long AgencyId { get; set; }
    public Agency? Agency { get; set; }
    public DateOnly ReportedOn { get; set; }
    public ProgressReportStatus Status { get; set; }
    public PlanTaskStatus TaskStatus { get; set; }
    public int PercentComplete { get; set; }
    public required string Summary { get; set; }
    public string? Obstacles { get; set; }
    public string? Proposals { get; set; }
    public string? ReviewNote { get; set; }
    public string? SubmittedBy { get; set; }
    public DateTimeOffset SubmittedAt { get; set; }
    public string? ReviewedBy { get; set; }
    public DateTimeOffset? ReviewedAt { get; set; }
    public int Version { get; set; } = 1;

    public List<ProgressReportEvidence> Evidence { get; } = [];
    public List<ProgressReportMetDeadline> MetDeadlines { get; } = [];
}
