using KGPlanGraph.PlanDocuments.Outline;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments;

/// <summary>
/// Reads a provincial plan document in the official Vietnamese layout. 1. The text becomes clean, numbered lines. 2. The lines become an
/// outline. 3. Items and paragraphs of the outline become tasks: who, by when, resting on what, where. 4. The report says what stayed open.
/// Each step takes time in proportion to the text.
/// </summary>
public static class PlanDocumentReader
{
    /// <summary>Reads <paramref name="text"/>. Never throws for what the text holds: what is no plan is a refusal.</summary>
    /// <param name="text">The document.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="bodies">The bodies that are known.</param>
    /// <param name="localities">The localities that are known.</param>
    /// <param name="year">The plan's year, for deadlines without one, where the document's title states none.</param>
    public static PlanDocumentResult Read(string text, PlanDocumentFormat format, OrganisationRegister bodies, LocalityRegister localities, int? year = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(bodies);
        ArgumentNullException.ThrowIfNull(localities);
        var findings = new Findings();
        var labels = new LabelIndex(findings);
        var lines = SourceText.Lines(text, format);
        var outline = new OutlineReader(lines, labels, findings).Read();
        if (Refusal(lines, outline) is { } refusal)
        {
            return refusal;
        }

        return new DocumentReading(outline, labels, findings, bodies, localities, year).Read();
    }

    private static PlanDocumentResult? Refusal(List<SourceLine> lines, DocumentOutline outline)
    {
        var first = lines.FirstOrDefault(line => !line.IsBlank).Number;
        if (first == 0)
        {
            return PlanDocumentResult.Refused(1, "The document is empty.", "Văn bản không có nội dung.");
        }

        if (outline.TitleLine == 0)
        {
            return PlanDocumentResult.Refused(first, "The document has no title: no line \"KẾ HOẠCH\" stands before its sections.",
                "Văn bản không có tên: không có dòng \"KẾ HOẠCH\" trước các mục.");
        }

        if (outline.Sections.Count == 0)
        {
            return PlanDocumentResult.Refused(outline.TitleLine, "No numbered section (I., 1.) follows the title.",
                "Sau tên văn bản không có mục nào được đánh số (I., 1.).");
        }

        return null;
    }
}
