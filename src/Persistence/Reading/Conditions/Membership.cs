using KGPlanGraph.Persistence.Reading.Operands;

namespace KGPlanGraph.Persistence.Reading.Conditions;

/// <summary>An operand among values: one array parameter, however many there are.</summary>
/// <param name="Operand">What is looked up.</param>
/// <param name="Values">The values, none of them null.</param>
/// <param name="OrNull">Whether a missing value is a member too.</param>
public sealed record Membership(Operand Operand, IReadOnlyList<object> Values, bool OrNull) : Condition;
