namespace KGPlanGraph.Persistence.Reading.Conditions;

/// <summary>A foreign key that leads to the agency with this code; never fulfilled where the register has none.</summary>
public sealed record IsAgency(Column ForeignKey, string AgencyCode) : Condition;
