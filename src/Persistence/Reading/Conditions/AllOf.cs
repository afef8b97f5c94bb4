namespace KGPlanGraph.Persistence.Reading.Conditions;

/// <summary>Every part; fulfilled where there is none.</summary>
public sealed record AllOf(IReadOnlyList<Condition> Parts) : Condition;
