namespace KGPlanGraph.Persistence.Model;

/// <summary>What an amendment asks for. Stored as the position in the contract's enum.</summary>
public enum AmendmentKind
{
    ExtendDeadline,
    ChangeContent,
    ChangeLeadAgency,
    AddCoordinator,
    CancelTask,
}
