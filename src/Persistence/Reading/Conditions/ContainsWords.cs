namespace KGPlanGraph.Persistence.Reading.Conditions;

/// <summary>Every word, already folded, occurs in the folded text.</summary>
public sealed record ContainsWords(Column Folded, IReadOnlyList<string> Words) : Condition;
