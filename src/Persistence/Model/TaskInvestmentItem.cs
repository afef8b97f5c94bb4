namespace KGPlanGraph.Persistence.Model;

/// <summary>A task names an investment item.</summary>
public sealed class TaskInvestmentItem
{
    public long TaskId { get; set; }
    public PlanTask? Task { get; set; }
    public long ItemId { get; set; }
    public InvestmentItem? Item { get; set; }
    public int Position { get; set; }
}
