using KGPlanGraph.Persistence.Reading.Operands;

namespace KGPlanGraph.Persistence.Reading.Conditions;

/// <summary>A text that has <paramref name="Value"/> (not empty) at a place; compared as written.</summary>
public sealed record TextMatch(Operand Operand, TextMatchKind Kind, string Value) : Condition;
