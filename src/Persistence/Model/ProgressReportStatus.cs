namespace KGPlanGraph.Persistence.Model;

/// <summary>Where a progress report stands. Stored as the position in the contract's enum.</summary>
public enum ProgressReportStatus
{
    Submitted,
    Accepted,
    Returned,
    Withdrawn,
}
