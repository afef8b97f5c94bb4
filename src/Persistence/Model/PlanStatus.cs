namespace KGPlanGraph.Persistence.Model;

/// <summary>Where a plan stands: edited, in force, or closed to every change. Stored as the position in the contract's enum.</summary>
public enum PlanStatus
{
    Draft,
    InForce,
    Closed,
}
