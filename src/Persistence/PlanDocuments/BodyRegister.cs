namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>The bodies that a reading knows, by name and alias.</summary>
public sealed class BodyRegister
{
    public BodyRegister(IEnumerable<KnownBody> bodies) => Bodies = [.. bodies];

    public IReadOnlyList<KnownBody> Bodies { get; }
}
