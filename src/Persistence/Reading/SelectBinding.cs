namespace KGPlanGraph.Persistence.Reading;

/// <summary>What one request adds to a <see cref="Select"/>: all that its arguments decide.</summary>
public sealed class SelectBinding
{
    /// <summary>Which rows: visibility and filter.</summary>
    public Condition Where { get; init; } = Condition.Always;

    /// <summary>Where the level is one row by its key: that key, which <see cref="Where"/> asks for too.</summary>
    public long? Key { get; init; }

    /// <summary>The order; the row's key is always the last one, ascending, and not named here.</summary>
    public IReadOnlyList<OrderKey> Order { get; init; } = [];

    /// <summary>Rows of a page; null for a list without pages.</summary>
    public int? PageSize { get; init; }

    /// <summary>Whether one row more is read, to know whether there are more.</summary>
    public bool ReadsOneMore { get; init; }

    /// <summary>Read from the end: the rows arrive in reverse order.</summary>
    public bool Backward { get; init; }

    /// <summary>Only rows behind this place.</summary>
    public Keyset? After { get; init; }

    /// <summary>Only rows ahead of this place.</summary>
    public Keyset? Before { get; init; }

    /// <summary>Whether the keys of the order and the row's key are selected too, behind the level's columns: what a cursor is made of.</summary>
    public bool SelectsKeyset { get; init; }

    /// <summary>False where an argument is wrong or missing: the statement and all below it are left out.</summary>
    public bool IsExecuted { get; init; } = true;

    /// <summary>For statistics: what tasks are counted by; empty for all in one row.</summary>
    public IReadOnlyList<StatisticsGroup> Groups { get; init; } = [];

    /// <summary>For statistics: index into the statement's days of the day that they are drawn as of.</summary>
    public int Day { get; init; }
}

/// <summary>One key of a sort order. Nulls come last in ascending and first in descending order.</summary>
/// <param name="Path">To-one relations that lead to the row with the key; empty for the level's own.</param>
/// <param name="Operand">The key.</param>
/// <param name="Descending">The direction.</param>
/// <param name="FromLink">Whether the key is a column of the level's table of links.</param>
/// <param name="IsUniquePerParent">Whether no two rows of one owner share it, so that the row's own key need not follow: sorting by one number is cheaper.</param>
public sealed record OrderKey(IReadOnlyList<ToOne> Path, Operand Operand, bool Descending, bool FromLink = false, bool IsUniquePerParent = false)
{
    /// <summary>Whether a row can lack it.</summary>
    public bool Nullable { get; } = Operand.Nullable || Path.Any(relation => relation.ForeignKey.Nullable);

    /// <summary>The same key as it was on a day.</summary>
    public OrderKey On(int day) => Operand is ColumnOperand { Column.Past: not null } column ? this with { Operand = ColumnOperand.On(day, column.Column) } : this;
}

/// <summary>A place in an ordered list: the values of its order's keys and the key of the row, whether or not it still exists.</summary>
/// <param name="Values">The values.</param>
/// <param name="Id">The key.</param>
/// <param name="Mark">Of a change: its mark (<see cref="ChangePlace"/>); otherwise, and where it is not known, 0.</param>
public sealed record Keyset(IReadOnlyList<object?> Values, long Id, uint Mark = 0);
