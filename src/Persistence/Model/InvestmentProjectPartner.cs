namespace KGPlanGraph.Persistence.Model;

/// <summary>An agency outside the province that is asked to invest in a project.</summary>
public sealed class InvestmentProjectPartner
{
    public long ItemId { get; set; }
    public InvestmentItem? Item { get; set; }
    public long AgencyId { get; set; }
    public Agency? Agency { get; set; }
    public int Position { get; set; }
}
