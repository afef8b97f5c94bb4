using KGPlanGraph.PlanDocuments;
namespace KGPlanGraph.Persistence.Model;

/// <summary>A place that tasks and investment items name; its name is without the unit word.</summary>
public sealed class Locality : IVersioned, IDraftable
{
    public long Id { get; set; }

    /// <summary>The official statistical code, where there is one.</summary>
    public string? Code { get; set; }
    public required string Name { get; set; }

    [Derived]
    public byte[] NameOrder { get; set; } = [];

    public LocalityKind Kind { get; set; }
    public long? ParentId { get; set; }
    public Locality? Parent { get; set; }
    public long? DraftPlanId { get; set; }
    public Plan? DraftPlan { get; set; }
    public int Version { get; set; } = 1;
}
