namespace KGPlanGraph.Persistence.Reading.Operands;

/// <summary>Where a task stands against its deadlines on a day (domain.md, "Timeliness"), as the position in the enum.</summary>
/// <param name="Day">Index into the statement's days; 0 is today.</param>
public sealed record TaskTimelinessOperand(int Day) : Operand(ColumnType.Short, false);
