namespace KGPlanGraph.Persistence.Model;

/// <summary>What a task asks of an agency: chủ trì, phối hợp. Stored as the position in the contract's enum.</summary>
public enum AssignmentRole
{
    Lead,
    Coordinate,
}
