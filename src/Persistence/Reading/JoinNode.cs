namespace KGPlanGraph.Persistence.Reading;

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
            if (child.Relation == relation)
                return child;
        var joined = new JoinNode(this, relation);
        children.Add(joined);
        return joined;
    }
}
