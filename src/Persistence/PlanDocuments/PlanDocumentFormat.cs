namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>How the text of a plan document is written.</summary>
public enum PlanDocumentFormat
{
    Markdown,
    PlainText,
}
