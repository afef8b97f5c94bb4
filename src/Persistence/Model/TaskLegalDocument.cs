namespace KGPlanGraph.Persistence.Model;

/// <summary>A task cites a legal document.</summary>
public sealed class TaskLegalDocument
{
    public long TaskId { get; set; }
    public PlanTask? Task { get; set; }
    public long LegalDocumentId { get; set; }
    public LegalDocument? LegalDocument { get; set; }
    public int Position { get; set; }
}
