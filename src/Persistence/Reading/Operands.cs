using KGPlanGraph.Persistence.Reading.Tables;

namespace KGPlanGraph.Persistence.Reading;

/// <summary>A value of a row: what is selected, compared and sorted by.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Nullable">Whether a row of its own table can lack it.</param>
public abstract record Operand(ColumnType Type, bool Nullable);

/// <summary>A stored value, as it was on a day where the column has a past.</summary>
/// <param name="Column">The column.</param>
/// <param name="Day">Index into the statement's days; 0 is today.</param>
public sealed record ColumnOperand(Column Column, int Day = 0) : Operand(Column.Type, Column.Nullable)
{
    /// <summary>The value on a day: the same operand for every day where only the present is known.</summary>
    public static ColumnOperand On(int day, Column column) => new(column, column.Past is null ? 0 : day);
}

/// <summary>Where a task stands against its deadlines on a day (domain.md, "Timeliness"), as the position in the enum.</summary>
/// <param name="Day">Index into the statement's days; 0 is today.</param>
public sealed record TaskTimelinessOperand(int Day) : Operand(ColumnType.Short, false);

/// <summary>Where a deadline stands on a day, as the position in the enum. Null only where the row itself is missing.</summary>
/// <param name="Day">Index into the statement's days; 0 is today.</param>
public sealed record DeadlineTimelinessOperand(int Day) : Operand(ColumnType.Short, false);

/// <summary>A text of a list that is asked for by <see cref="QuantifiedElements"/>.</summary>
public sealed record ElementOperand() : Operand(ColumnType.Text, false);

/// <summary>Whether the row fulfils a condition.</summary>
/// <param name="Name">What names it among all that are asked of one row, so that what is selected twice is read once.</param>
/// <param name="Condition">The condition.</param>
public sealed record TruthOperand(string Name, Condition Condition) : Operand(ColumnType.Boolean, false)
{
    /// <inheritdoc/>
    public bool Equals(TruthOperand? other) => other?.Name == Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}

/// <summary>
/// The kind of a change as one caller sees it: its true kind where <paramref name="SeesAll"/> holds,
/// otherwise the public one.
/// </summary>
public sealed record ChangeKindOperand(Condition SeesAll) : Operand(ChangeTable.Kind.Type, false);

/// <summary>A key that stands for a row of one table only where another column has one value: <c>CASE WHEN kind = 2 THEN key END</c>.</summary>
public sealed record KeyOfKindOperand(Column Kind, short Value, Column Key) : Operand(ColumnType.Long, true);
