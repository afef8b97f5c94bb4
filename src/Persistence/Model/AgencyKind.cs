namespace KGPlanGraph.Persistence.Model;

/// <summary>What sort of body an agency is. Stored as the position in the contract's enum.</summary>
public enum AgencyKind
{
    ProvincialDepartment,
    ManagementBoard,
    ProvincialPeoplesCommittee,
    DistrictPeoplesCommittee,
    PeoplesCouncil,
    PartyCommittee,
    Government,
    NationalAssembly,
    Ministry,
    MinistryUnit,
    StateCorporation,
    Association,
    Other,
}
