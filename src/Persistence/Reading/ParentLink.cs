using KGPlanGraph.Persistence.Reading.Operands;

namespace KGPlanGraph.Persistence.Reading;

/// <summary>What ties a list level to the level above it.</summary>
/// <param name="Parent">The level above.</param>
/// <param name="Row">The row of it that owns the list.</param>
/// <param name="Key">The key of that row, as the level above holds it; a row without one owns nothing.</param>
/// <param name="Relation">The relation.</param>
public sealed record ParentLink(Select Parent, JoinNode Row, Operand Key, ToMany Relation)
{
    /// <summary>Whether no two rows of the level above have the same key.</summary>
    public bool KeysAreDistinct =>
        Row == Parent.Root && Key is ColumnOperand key && key.Column == Parent.Table.Key && Parent.RowsAreDistinct;
}
