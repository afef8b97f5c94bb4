namespace KGPlanGraph.Persistence.Reading;

/// <summary>The rows of another table that belong to one row, by their own column or through a table of links.</summary>
/// <param name="Target">The other table.</param>
/// <param name="BackReference">The target's column that holds the row's key; with a link, the target's key.</param>
/// <param name="Link">The table of links; null without one.</param>
public sealed record ToMany(Table Target, Column BackReference, Link? Link = null)
{
    /// <summary>Whether one target row can belong to several rows.</summary>
    public bool IsShared => Link is not null;
}
