namespace KGPlanGraph.Persistence.Reading;

/// <summary>A foreign key and the table whose key it holds.</summary>
public sealed record ToOne(Column ForeignKey, Table Target)
{
    /// <summary>The target's key.</summary>
    public Column Key => Target.Key!;
}

/// <summary>The rows of another table that belong to one row, by their own column or through a table of links.</summary>
/// <param name="Target">The other table.</param>
/// <param name="BackReference">The target's column that holds the row's key; with a link, the target's key.</param>
/// <param name="Link">The table of links; null without one.</param>
public sealed record ToMany(Table Target, Column BackReference, Link? Link = null)
{
    /// <summary>Whether one target row can belong to several rows.</summary>
    public bool IsShared => Link is not null;
}

/// <summary>A table that links two others.</summary>
/// <param name="Table">The linking table.</param>
/// <param name="Owner">Its column with the key of the row that owns the relation.</param>
/// <param name="Target">Its column with the key of the related row.</param>
/// <param name="Kind">A column that must have <paramref name="KindValue"/>; null where every link counts.</param>
/// <param name="KindValue">That value.</param>
public sealed record Link(Table Table, Column Owner, Column Target, Column? Kind = null, short KindValue = 0)
{
    /// <summary>The order of the links.</summary>
    public Column Position => Table.Columns.Single(column => column.Name == "position");
}

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

/// <summary>A row that one row of a list level leads to: the level's own row, or one behind to-one relations.</summary>
public sealed class JoinNode
{
    private readonly List<JoinNode> children = [];

    private JoinNode(JoinNode? parent, ToOne? relation)
    {
        Parent = parent;
        Relation = relation;
    }

    /// <summary>The row it is reached from; null for the level's own.</summary>
    public JoinNode? Parent { get; }

    /// <summary>The relation it is reached by; null for the level's own.</summary>
    public ToOne? Relation { get; }

    /// <summary>A level's own row.</summary>
    public static JoinNode Root() => new(null, null);

    /// <summary>The row behind <paramref name="relation"/>; the same node for the same relation, so that a table is joined once.</summary>
    public JoinNode Join(ToOne relation)
    {
        foreach (var child in children)
        {
            if (child.Relation == relation)
            {
                return child;
            }
        }

        var joined = new JoinNode(this, relation);
        children.Add(joined);
        return joined;
    }
}
