namespace KGPlanGraph.Persistence.Reading.Conditions;

/// <summary>At least one part; not fulfilled where there is none.</summary>
public sealed record AnyOf(IReadOnlyList<Condition> Parts) : Condition;
