using KGPlanGraph.Persistence.Reading.Tables;

namespace KGPlanGraph.Persistence.Reading;

/// <summary>A value of a row: what is selected, compared and sorted by.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Nullable">Whether a row of its own table can lack it.</param>
public abstract record Operand(ColumnType Type, bool Nullable);

/// <summary>A stored value.</summary>
public sealed record ColumnOperand(Column Column) : Operand(Column.Type, Column.Nullable);

/// <summary>Where a task stands against its deadlines on a day (domain.md, "Timeliness"), as the position in the enum.</summary>
/// <param name="Day">Index into the statement's days; 0 is today.</param>
public sealed record TaskTimelinessOperand(int Day) : Operand(ColumnType.Short, false);

/// <summary>Where a deadline stands on a day, as the position in the enum. Null only where the row itself is missing.</summary>
/// <param name="Day">Index into the statement's days; 0 is today.</param>
public sealed record DeadlineTimelinessOperand(int Day) : Operand(ColumnType.Short, false);

/// <summary>
/// The kind of a change as one caller sees it: its true kind where <paramref name="SeesAll"/> holds,
/// otherwise the public one.
/// </summary>
public sealed record ChangeKindOperand(Condition SeesAll) : Operand(ChangeTable.Kind.Type, false);

/// <summary>A key that stands for a row of one table only where another column has one value: <c>CASE WHEN kind = 2 THEN key END</c>.</summary>
public sealed record KeyOfKindOperand(Column Kind, short Value, Column Key) : Operand(ColumnType.Long, true);
