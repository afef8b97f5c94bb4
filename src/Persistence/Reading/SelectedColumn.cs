using KGPlanGraph.Persistence.Reading.Operands;

namespace KGPlanGraph.Persistence.Reading;

/// <summary>A value in a statement's result; its slot is its index.</summary>
public sealed record SelectedColumn(JoinNode Row, Operand Operand, bool FromLink = false);
