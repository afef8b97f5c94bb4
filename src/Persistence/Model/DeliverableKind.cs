namespace KGPlanGraph.Persistence.Model;

/// <summary>What a task is to bring about, by the plan's own words. Stored as the position in the contract's enum.</summary>
public enum DeliverableKind
{
    Scheme,
    Plan,
    Programme,
    Planning,
    List,
    Event,
    Report,
    Publication,
    Organisation,
    Proposal,
    Other,
}
