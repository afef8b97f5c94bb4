namespace KGPlanGraph.Persistence.Model;

/// <summary>What happened to an object. Stored as the position in the contract's enum.</summary>
public enum ChangeKind
{
    Created,
    Updated,
    Deleted,
}
