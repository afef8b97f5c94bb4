namespace KGPlanGraph.Persistence.Model;

/// <summary>How far an investment item is, after OC4IDS projectStatus. Stored as the position in the contract's enum.</summary>
public enum InvestmentStage
{
    Identification,
    Preparation,
    Implementation,
    Completion,
    Completed,
    Cancelled,
}
