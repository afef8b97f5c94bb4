using KGPlanGraph.Persistence.PlanDocuments.Text;

namespace KGPlanGraph.Persistence.PlanDocuments.Outline;

/// <summary>A part of a section: a lettered item, or without letter a paragraph of running text.</summary>
internal sealed class OutlineItem(string? label, string marker, Paragraph first)
{
    /// <summary>The whole label, e.g. II.1.đ; null for running text.</summary>
    public string? Label { get; } = label;

    /// <summary>The letter as written ("đ)"); empty for running text.</summary>
    public string Marker { get; } = marker;

    public int Line => Paragraphs[0].Line;

    public List<Paragraph> Paragraphs { get; } = [first];

    /// <summary>Its paragraphs as running text, the letter back in its place.</summary>
    public IEnumerable<string> AsRunningText() => Paragraphs.Select((paragraph, i) => i == 0 && Marker.Length > 0 ? $"{Marker} {paragraph.Text}"
        : paragraph.Text);
}
