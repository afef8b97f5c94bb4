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
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PlanDocumentResult Read(
        string text, PlanDocumentFormat format, OrganisationRegister bodies, LocalityRegister localities, int? year = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(bodies);
        ArgumentNullException.ThrowIfNull(localities);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(DocumentLimits.Time);
        var findings = new Findings(limit.Token);
        try
        {
            return Read(text, format, bodies, localities, year, findings);
        }
        catch (DocumentTooLargeException tooLarge)
        {
            return PlanDocumentResult.Refused(tooLarge.Line, tooLarge.Reason.English, tooLarge.Reason.Vietnamese);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return PlanDocumentResult.Refused(findings.Line,
                $"The document was read up to here in {DocumentLimits.Time.TotalSeconds:0} seconds; try again when the server has less to do, or import it in parts.",
                $"Trong {DocumentLimits.Time.TotalSeconds:0} giây chỉ đọc được đến dòng này; hãy thử lại khi máy chủ bớt tải, hoặc nhập từng phần.");
        }
    }

    private static PlanDocumentResult Read(
        string text, PlanDocumentFormat format, OrganisationRegister bodies, LocalityRegister localities, int? year, Findings findings)
    {
        var labels = new LabelIndex(findings);
        var lines = SourceText.Lines(text, format, findings);
        var outline = new OutlineReader(lines, labels, findings).Read();
        return Refusal(lines, outline) ?? new DocumentReading(outline, labels, findings, bodies, localities, year).Read();
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
