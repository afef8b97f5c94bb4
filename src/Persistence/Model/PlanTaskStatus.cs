namespace KGPlanGraph.Persistence.Model;

/// <summary>Where a task stands, as its lead agency last reported; <c>TaskStatus</c> in GraphQL. Stored as the position in the contract's enum.</summary>
public enum PlanTaskStatus
{
    NotStarted,
    InProgress,
    Completed,
    Suspended,
    Cancelled,
}
