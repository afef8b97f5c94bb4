using KGPlanGraph.Persistence.Reading.Operands;

namespace KGPlanGraph.Persistence.Reading.Conditions;

/// <summary>An operand against one value, which is null only for <see cref="ComparisonKind.Equal"/> and its opposite.</summary>
public sealed record Comparison(Operand Operand, ComparisonKind Kind, object? Value) : Condition;
