namespace KGPlanGraph.Persistence.Reading.Conditions;

/// <summary>A condition on the rows of a to-many relation.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Visible">Which of its rows exist for the caller.</param>
/// <param name="Inner">What they must fulfil.</param>
/// <param name="Quantifier">How many of them.</param>
public sealed record Quantified(ToMany Relation, Condition Visible, Condition Inner, Quantifier Quantifier) : Condition;
