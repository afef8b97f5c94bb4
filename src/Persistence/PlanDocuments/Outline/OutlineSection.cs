using KGPlanGraph.Persistence.PlanDocuments.Text;

namespace KGPlanGraph.Persistence.PlanDocuments.Outline;

/// <summary>A heading of the outline with what stands under it.</summary>
internal sealed class OutlineSection(Marker marker, string label, OutlineSection? parent, Paragraph heading)
{
    public Marker Marker { get; } = marker;

    public string Label { get; } = label;

    public OutlineSection? Parent { get; } = parent;

    public Paragraph Heading { get; } = heading;

    /// <summary>Items and paragraphs in the order of the text.</summary>
    public List<OutlineItem> Items { get; } = [];

    /// <summary>The marker of the last section directly below, by which the next is judged.</summary>
    public Marker LastChild { get; set; } = Marker.None;

    /// <summary>The letter of the last item, by which the next is judged.</summary>
    public Marker LastLetter { get; set; } = Marker.None;

    /// <summary>It and the sections above it.</summary>
    public IEnumerable<OutlineSection> Lineage()
    {
        for (OutlineSection? section = this; section is not null; section = section.Parent) yield return section;
    }
}
