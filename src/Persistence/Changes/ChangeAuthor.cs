namespace KGPlanGraph.Persistence.Changes;

/// <summary>Who changes the data.</summary>
/// <param name="Actor">The person or program, as the Change rows name it; null where nobody is known.</param>
/// <param name="AgencyCode">The agency that it acts for; a code that the register does not hold counts as none.</param>
public sealed record ChangeAuthor(string? Actor, string? AgencyCode)
{
    /// <summary>The program itself: the first data and the import command.</summary>
    public static readonly ChangeAuthor System = new(null, null);
}
