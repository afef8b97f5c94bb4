using KGPlanGraph.Persistence.Reading.Operands;

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
            if (columns[slot].Row == row && columns[slot].FromLink == fromLink && columns[slot].Operand == operand)
                return slot;
        if (columns.Count == MaxColumns)
            throw new StatementTooLargeException($"more than {MaxColumns} fields of one list's rows");
        columns.Add(new SelectedColumn(row, operand, fromLink));
        return columns.Count - 1;
    }

    /// <summary>Selects a column of the level's own row.</summary>
    public int Add(Column column) => Add(Root, new ColumnOperand(column));
}
