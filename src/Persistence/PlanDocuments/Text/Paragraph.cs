namespace KGPlanGraph.Persistence.PlanDocuments.Text;

/// <summary>A paragraph or a sub-bullet: one or more lines of the source that run on.</summary>
internal sealed class Paragraph(int number, string text)
{
    public List<(int Number, string Text)> Lines { get; } = [(number, text)];

    public int Line => Lines[0].Number;

    public string Text => string.Join(' ', Lines.Select(line => line.Text));

    /// <summary>Whether a sentence or list member ends with its last line.</summary>
    public bool IsTerminated => Lines[^1].Text is { Length: > 0 } last && last[^1] is '.' or ';' or ':' or '!' or '?' or '”' or '"';
}
