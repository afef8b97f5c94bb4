namespace KGPlanGraph.Persistence.Model;

/// <summary>What a task asks of an agency; at most one LEAD per task.</summary>
public sealed class TaskAssignment
{
    public long TaskId { get; set; }
    public PlanTask? Task { get; set; }
    public long AgencyId { get; set; }
    public Agency? Agency { get; set; }
    public AssignmentRole Role { get; set; }

    /// <summary>The order in the text, from 1.</summary>
    public int Position { get; set; }
}
