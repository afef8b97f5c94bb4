namespace KGPlanGraph.Persistence.Model;

/// <summary>What sort of object changed. Stored as the position in the contract's enum.</summary>
public enum ChangeSubject
{
    Plan,
    Section,
    Task,
    Deadline,
    Agency,
    Locality,
    LegalDocument,
    IndustrialZone,
    IndustrialCluster,
    InvestmentProject,
    ProgressReport,
    Amendment,
}
