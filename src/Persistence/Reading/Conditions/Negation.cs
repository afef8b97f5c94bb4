namespace KGPlanGraph.Persistence.Reading.Conditions;

/// <summary>Fulfilled where <paramref name="Inner"/> is not, unknown included (two-valued logic, as in C#).</summary>
public sealed record Negation(Condition Inner) : Condition;
