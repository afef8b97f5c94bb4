using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Outline;

/// <summary>The parts of a plan document in the order of the official layout.</summary>
internal sealed class DocumentOutline
{
    /// <summary>What stands above the title: issuer, number, place and date, column by column.</summary>
    public List<(int Line, string Text)> Letterhead { get; } = [];

    public List<string> TitleLines { get; } = [];

    /// <summary>0 where the document has no title.</summary>
    public int TitleLine { get; set; }

    /// <summary>Grounds and the enacting clause, between title and first section.</summary>
    public List<Paragraph> Preamble { get; } = [];

    public List<OutlineSection> Sections { get; } = [];

    /// <summary>What stands between the last section and the signature.</summary>
    public List<Paragraph> Closing { get; } = [];

    public List<string> Recipients { get; } = [];

    public List<string> Signature { get; } = [];

    /// <summary>Lines of recipients and signature.</summary>
    public int TailLines { get; set; }

    /// <summary>Lines among them of which nothing was made.</summary>
    public int TailUnread { get; set; }
}

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

    /// <summary>How many table rows it has.</summary>
    public int Rows { get; set; }

    /// <summary>Header rows of its tables, repeated ones too.</summary>
    public int TableFrame { get; set; }

    /// <summary>Table rows of which nothing was made.</summary>
    public int Unread { get; set; }

    /// <summary>The letter of the last item, by which the next is judged.</summary>
    public Marker LastLetter { get; set; } = Marker.None;

    /// <summary>It and the sections above it.</summary>
    public IEnumerable<OutlineSection> Lineage()
    {
        for (var section = this; section is not null; section = section.Parent)
        {
            yield return section;
        }
    }
}

/// <summary>A part of a section: a lettered item, or without letter a paragraph of running text.</summary>
internal sealed class OutlineItem(string? label, string marker, Paragraph first)
{
    /// <summary>The whole label, e.g. II.1.đ; null for running text.</summary>
    public string? Label { get; } = label;

    /// <summary>The marker is a number in brackets.</summary>
    public bool IsBracketed { get; init; }

    /// <summary>The table row that it is, if it is one.</summary>
    public TableRow? Row { get; init; }

    /// <summary>The letter as written ("đ)"); empty for running text.</summary>
    public string Marker { get; } = marker;

    public int Line => Paragraphs[0].Line;

    public List<Paragraph> Paragraphs { get; } = [first];

    /// <summary>Its paragraphs as running text, the letter back in its place.</summary>
    public IEnumerable<string> AsRunningText() => Paragraphs.Select((paragraph, i) => i == 0 && Marker.Length > 0 ? $"{Marker} {paragraph.Text}"
        : paragraph.Text);
}
