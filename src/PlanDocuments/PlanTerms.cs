namespace KGPlanGraph.PlanDocuments;

// The closed lists that the words of a plan decide. The database stores their numbers, GraphQL declares them in the same order.

/// <summary>How the plan words a deadline: quý, tháng, trước ngày, a plain date, năm, 6 tháng, giai đoạn, or days from the day of issue. Stored as the position in the contract's enum.</summary>
public enum DeadlineKind
{
    Quarter,
    Month,
    BeforeDate,
    OnDate,
    Year,
    HalfYear,
    Period,
    Relative,
}

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

/// <summary>Which GraphQL type an investment item is: khu công nghiệp, cụm công nghiệp, dự án. Stored as its position.</summary>
public enum InvestmentItemKind
{
    IndustrialZone,
    IndustrialCluster,
    InvestmentProject,
}

/// <summary>What an investment project builds. Stored as the position in the contract's enum.</summary>
public enum InvestmentSector
{
    PowerGrid,
    WindPower,
    SolarPower,
    Transport,
    IndustrialInfrastructure,
    TechnicalCentre,
    Other,
}

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
