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

/// <summary>Where a progress report stands. Stored as the position in the contract's enum.</summary>
public enum ProgressReportStatus
{
    Submitted,
    Accepted,
    Returned,
    Withdrawn,
}

/// <summary>A document that proves what a report says.</summary>
public sealed class ProgressReportEvidence
{
    public long ReportId { get; set; }
    public ProgressReport? Report { get; set; }
    public int Position { get; set; }
    public required string Title { get; set; }
    public required string Url { get; set; }
    public string? DocumentNumber { get; set; }
}

/// <summary>A report says that a deadline was met.</summary>
public sealed class ProgressReportMetDeadline
{
    public long ReportId { get; set; }
    public ProgressReport? Report { get; set; }
    public long DeadlineId { get; set; }
    public Deadline? Deadline { get; set; }
    public int Position { get; set; }
}
