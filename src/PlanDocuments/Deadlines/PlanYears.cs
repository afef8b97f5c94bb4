namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>The years that a plan is for, and the day of its issue: by them times are told that do not name a year, or recur.</summary>
internal readonly record struct PlanYears(int? First, int? Last, DateOnly? IssuedOn)
{
    private const int MostYears = 15;

    /// <summary>Before this year nothing is due: the first year, or the one that the title states where the caller gives a later one.</summary>
    public int? Earliest { get; init; } = First;

    /// <summary>The year of a phrase that names none; null where the plan is for several, or for nobody knows which.</summary>
    public int? One => Last is null || Last == First ? First : null;

    public IEnumerable<int> All => First is { } first ? Enumerable.Range(first, Math.Clamp((Last ?? first) - first + 1, 1, MostYears)) : [];
}
