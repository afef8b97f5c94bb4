namespace KGPlanGraph.Persistence.Reading.Operands;

/// <summary>A value of a row: what is selected, compared and sorted by.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Nullable">Whether a row of its own table can lack it.</param>
public abstract record Operand(ColumnType Type, bool Nullable);
