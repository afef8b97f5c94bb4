namespace KGPlanGraph.Persistence.Model;

/// <summary>What sort of place a locality is. Stored as the position in the contract's enum.</summary>
public enum LocalityKind
{
    Province,
    City,
    District,
    Commune,
    IslandCommune,
    RoadSection,
    Other,
}
