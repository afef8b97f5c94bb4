namespace KGPlanGraph.Persistence.Model;

/// <summary>A numbered heading of a plan with its running text.</summary>
public sealed class PlanSection : IVersioned, IDraftable
{
    public long Id { get; set; }

    /// <summary>The outline number, e.g. II.4.</summary>
    public required string Label { get; set; }

    [Derived]
    public string LabelOrder { get; set; } = "";

    public required string Heading { get; set; }

    [Derived]
    public byte[] HeadingOrder { get; set; } = [];

    public string Body { get; set; } = "";

    /// <summary>The place in the document, from 1.</summary>
    public int Position { get; set; }
    public long PlanId { get; set; }
    public Plan? Plan { get; set; }
    public long? ParentId { get; set; }
    public PlanSection? Parent { get; set; }

    [Derived]
    public string DocumentOrder { get; set; } = "";

    public long? DraftPlanId { get; set; }
    public Plan? DraftPlan { get; set; }
    public int Version { get; set; } = 1;

    public List<PlanTask> Tasks { get; } = [];
}
