namespace KGPlanGraph.Persistence.Model;

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
