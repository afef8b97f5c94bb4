namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>The localities that a reading knows.</summary>
public sealed class LocalityRegister
{
    public LocalityRegister(IEnumerable<KnownLocality> localities) => Localities = [.. localities];

    public IReadOnlyList<KnownLocality> Localities { get; }
}
