namespace KGPlanGraph.Persistence.Reading.Conditions;

/// <summary>Whether the register holds an agency with this code.</summary>
public sealed record AgencyExists(string AgencyCode) : Condition;
