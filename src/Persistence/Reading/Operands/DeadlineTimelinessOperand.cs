namespace KGPlanGraph.Persistence.Reading.Operands;

/// <summary>Where a deadline stands on a day, as the position in the enum. Null only where the row itself is missing.</summary>
/// <param name="Day">Index into the statement's days; 0 is today.</param>
public sealed record DeadlineTimelinessOperand(int Day) : Operand(ColumnType.Short, false);
