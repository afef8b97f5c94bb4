namespace KGPlanGraph.Persistence.Model;

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
