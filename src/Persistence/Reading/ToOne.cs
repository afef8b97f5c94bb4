namespace KGPlanGraph.Persistence.Reading;

/// <summary>A foreign key and the table whose key it holds.</summary>
public sealed record ToOne(Column ForeignKey, Table Target)
{
    /// <summary>The target's key.</summary>
    public Column Key => Target.Key!;
}
