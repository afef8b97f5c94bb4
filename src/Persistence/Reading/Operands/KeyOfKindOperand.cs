namespace KGPlanGraph.Persistence.Reading.Operands;

/// <summary>A key that stands for a row of one table only where another column has one value: <c>CASE WHEN kind = 2 THEN key END</c>.</summary>
public sealed record KeyOfKindOperand(Column Kind, short Value, Column Key) : Operand(ColumnType.Long, true);
