namespace KGPlanGraph.Persistence.Reading.Operands;

/// <summary>A stored value.</summary>
public sealed record ColumnOperand(Column Column) : Operand(Column.Type, Column.Nullable);
