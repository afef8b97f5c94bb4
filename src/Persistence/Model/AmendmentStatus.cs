namespace KGPlanGraph.Persistence.Model;

/// <summary>Where an amendment stands. Stored as the position in the contract's enum.</summary>
public enum AmendmentStatus
{
    Proposed,
    Recommended,
    NotRecommended,
    Approved,
    Rejected,
}
