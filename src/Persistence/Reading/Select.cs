using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Persistence.Reading;

/// <summary>
/// One list level of an operation, and so one statement: a table, what is selected of its rows and of those behind to-one relations,
/// and the level that it hangs on. Made once per operation; what a request adds is its <see cref="SelectBinding"/>.
/// </summary>
public class Select(int index, Table table, ParentLink? parent)
{
    // PostgreSQL takes 1,664, and the keys of the order come on top.
    private const int MaxColumns = 1_500;

    private readonly List<SelectedColumn> columns = [];

    /// <summary>Its place among the operation's levels, and in the bindings.</summary>
    public int Index { get; } = index;

    /// <summary>The table whose rows make the list.</summary>
    public Table Table { get; } = table;

    /// <summary>Null for a list at the operation's root.</summary>
    public ParentLink? Parent { get; } = parent;

    /// <summary>The level's own row.</summary>
    public JoinNode Root { get; } = JoinNode.Root();

    /// <summary>What is selected. In the result of a level with a parent the parent's key precedes them.</summary>
    public IReadOnlyList<SelectedColumn> Columns => columns;

    /// <summary>Whether each row comes once, however many parents there are.</summary>
    public bool RowsAreDistinct => Parent is null || (!Parent.Relation.IsShared && Parent.KeysAreDistinct);

    /// <summary>Selects a value; the same slot for the same value.</summary>
    /// <exception cref="StatementTooLargeException">There are more columns than an engine takes.</exception>
    public int Add(JoinNode row, Operand operand, bool fromLink = false)
    {
        for (var slot = 0; slot < columns.Count; slot++)
        {
            if (columns[slot].Row == row && columns[slot].FromLink == fromLink && columns[slot].Operand == operand)
            {
                return slot;
            }
        }

        if (columns.Count == MaxColumns)
        {
            throw new StatementTooLargeException($"more than {MaxColumns} fields of one list's rows");
        }

        columns.Add(new SelectedColumn(row, operand, fromLink));
        return columns.Count - 1;
    }

    /// <summary>Selects a column of the level's own row.</summary>
    public int Add(Column column) => Add(Root, new ColumnOperand(column));
}

/// <summary>A value in a statement's result; its slot is its index.</summary>
public sealed record SelectedColumn(JoinNode Row, Operand Operand, bool FromLink = false);

/// <summary>What a statement selects: a level's columns and, for cursors, behind them the keys of its order and the row's key.</summary>
internal readonly record struct Projection(IReadOnlyList<SelectedColumn> Columns, IReadOnlyList<OrderKey> Keyset)
{
    public int Count => Columns.Count + Keyset.Count;

    public static Projection Of(Select select, SelectBinding binding) => new(
        select.Columns,
        !binding.SelectsKeyset ? []
        : select.Table.Mark is not { } mark ? [.. binding.Order, Own(select.Table.Key!)]
        : [.. binding.Order, Own(select.Table.Key!), Own(mark)]);

    private static OrderKey Own(Column column) => new([], new ColumnOperand(column), false);
}

/// <summary>A level whose rows are groups of tasks; its binding's condition is on the tasks.</summary>
public sealed class StatisticsSelect(int index, ParentLink? parent) : Select(index, StatisticsTable.Table, parent);

/// <summary>What tasks are counted by, in the order of the GraphQL enum TaskGroupKey.</summary>
public enum StatisticsGroup
{
    /// <summary>The lead; null for tasks without one.</summary>
    Agency,
    Section,
    Status,
    Timeliness,

    /// <summary>A task counts in every quarter in which it has a deadline; null for tasks without one.</summary>
    DueQuarter,
    DeliverableKind,
}
