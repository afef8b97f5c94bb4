namespace KGPlanGraph.Persistence.Model;

/// <summary>An investment item lies in a locality.</summary>
public sealed class InvestmentItemLocality
{
    public long ItemId { get; set; }
    public InvestmentItem? Item { get; set; }
    public long LocalityId { get; set; }
    public Locality? Locality { get; set; }
    public int Position { get; set; }
}
