namespace KGPlanGraph.Persistence.Model;

/// <summary>A plan rests on a legal document.</summary>
public sealed class PlanLegalDocument
{
    public long PlanId { get; set; }
    public Plan? Plan { get; set; }
    public long LegalDocumentId { get; set; }
    public LegalDocument? LegalDocument { get; set; }
    public int Position { get; set; }
}
