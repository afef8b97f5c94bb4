namespace KGPlanGraph.Persistence.Model;

/// <summary>A task names a locality.</summary>
public sealed class TaskLocality
{
    public long TaskId { get; set; }
    public PlanTask? Task { get; set; }
    public long LocalityId { get; set; }
    public Locality? Locality { get; set; }
    public int Position { get; set; }
}
