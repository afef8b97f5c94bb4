using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Outline;

/// <summary>Builds the tree of sections and items, line by line.</summary>
internal sealed class SectionBuilder(DocumentOutline outline, IReadOnlyList<SourceLine> lines, LabelIndex labels, Findings findings)
{
    private readonly HeadingLines headings = new(lines);
    private readonly MarkerRoles roles = new(lines);
    private readonly Marker[] root = [Marker.None];
    private Marker lastArticle = Marker.None;
    private OutlineSection? section;
    private OutlineItem? item;
    private Paragraph? paragraph;
    private bool headingOpen;
    private bool closing;

    /// <summary>"PHỤ LỤC II": a section of its own, PL II, with everything behind it below.</summary>
    public void StartAnnex(SourceLine line, string text)
    {
        closing = false;
        var (number, heading) = ReadAnnex(text);
        var label = labels.Take(number.Length > 0 ? $"PL {number}" : "PL", line.Number);
        var marker = new Marker(MarkerKind.Annex, [1], label, heading);
        section = new OutlineSection(marker, label, null, new Paragraph(line.Number, heading));
        root[0] = Marker.None;
        outline.Sections.Add(section);
        (item, paragraph, headingOpen) = (null, null, true);
    }

    /// <summary>"Phụ lục số II. Danh mục …": its number, in Roman or ordinary digits, and what is left; an annex without the word is its own heading.</summary>
    private static (string Number, string Heading) ReadAnnex(string text)
    {
        var passage = new Passage(text);
        if (passage.Count <= 2)
        {
            return ("", text.StartsWith("ph", StringComparison.OrdinalIgnoreCase) ? "" : text);
        }

        var key = passage.Key(2);
        var number = passage.Tokens[2].IsUpper && MarkerReader.Roman(key) is > 0 and var roman ? MarkerReader.Write(roman) : key.All(char.IsAsciiDigit) ? key : "";
        if (number.Length == 0 && !text.StartsWith("ph", StringComparison.OrdinalIgnoreCase))
        {
            return ("", text);
        }

        var rest = number.Length > 0 ? passage.Text[passage.Tokens[2].End..] : passage.Slice(2, passage.Count);
        return (number, rest.Trim(' ', '.', ':', '-'));
    }

    /// <summary>The rows that follow belong to the section at hand.</summary>
    public TableBuilder StartTable(SourceLine line)
    {
        var table = new TableBuilder(outline, section!, labels, findings);
        (item, headingOpen, paragraph) = (null, false, new Paragraph(line.Number, ""));
        return table;
    }

    public void Read(int index, SourceLine line, bool afterBlank)
    {
        var marker = MarkerRoles.InChapter(MarkerReader.Read(line.Text), line.Text, section);
        var free = afterBlank || line.IsHeading || line.IsBold || paragraph is null || headingOpen || paragraph.IsTerminated;
        if (roles.IsSection(marker, index, free, Siblings(marker, out _), section, item))
        {
            StartSection(marker, line);
        }
        else if (roles.IsItem(marker, index, free, section, item))
        {
            StartItem(marker, line);
        }
        else if (headingOpen && (!afterBlank || section!.Heading.Lines[^1].Text.Length == 0) && headings.Continue(section!.Heading, index))
        {
            section!.Heading.Lines.Add((line.Number, line.Text));
        }
        else
        {
            ReadText(line, afterBlank);
        }
    }

    private void StartSection(Marker marker, SourceLine line)
    {
        Reopen();
        var before = Siblings(marker, out var parent);
        var own = marker.Label;
        if (marker.Kind == MarkerKind.Number && parent?.Marker is { Kind: MarkerKind.Number } above)
        {
            var shared = above.Parts.Count;
            own = marker.Parts.Take(shared).SequenceEqual(above.Parts) ? string.Join('.', marker.Parts.Skip(shared)) : marker.Label;
        }

        var label = labels.Take(parent is null ? own : $"{parent.Label}.{own}", line.Number);
        // Articles are counted through all chapters.
        before = marker.Kind == MarkerKind.Article && before.Kind == MarkerKind.None ? lastArticle : before;
        lastArticle = marker.Kind == MarkerKind.Article ? marker : lastArticle;
        if (before.Kind is MarkerKind.None || before.Kind == marker.Kind)
        {
            labels.Check(before, marker, label, line.Number);
        }

        if (parent is null)
        {
            root[0] = marker;
        }
        else
        {
            parent.LastChild = marker;
        }

        section = new OutlineSection(marker, label, parent, new Paragraph(line.Number, marker.Rest));
        outline.Sections.Add(section);
        (item, paragraph, headingOpen) = (null, null, true);
    }

    /// <summary>The marker of the section that goes before among those below the same parent.</summary>
    private Marker Siblings(Marker marker, out OutlineSection? parent)
    {
        parent = section;
        while (parent is not null && parent.Marker.Level >= marker.Level)
        {
            parent = parent.Parent;
        }

        return parent?.LastChild ?? root[0];
    }

    private void StartItem(Marker marker, SourceLine line)
    {
        Reopen();
        var section = this.section!;
        var label = labels.Take($"{section.Label}.{marker.Label}", line.Number);
        labels.Check(section.LastLetter, marker, label, line.Number);
        section.LastLetter = marker;
        headingOpen = false;
        paragraph = new Paragraph(line.Number, marker.Rest);
        item = new OutlineItem(label, line.Text[..(line.Text.Length - marker.Rest.Length)].Trim(), paragraph)
        {
            IsBracketed = marker.IsBracketed,
        };
        section.Items.Add(item);
    }

    private void ReadText(SourceLine line, bool afterBlank)
    {
        var startsHere = StartsParagraph(line, afterBlank);
        if (section is not null && startsHere && LineSigns.IsClosing(line.Text))
        {
            closing = true;
        }

        var isHeading = startsHere && HeadingLines.IsUnnumbered(line);
        if (isHeading && section is not null)
        {
            WarnUnnumbered(line);
        }

        if (startsHere && (isHeading || LineSigns.IsAddress(line.Text)))
        {
            item = null;
        }

        if (section is null)
        {
            Add(outline.Preamble, line, startsHere);
        }
        else if (closing)
        {
            Add(outline.Closing, line, startsHere);
        }
        else if (item is not null)
        {
            Add(item.Paragraphs, line, startsHere);
        }
        else
        {
            AddRunningText(line, startsHere);
        }

        headingOpen = false;
    }

    private void AddRunningText(SourceLine line, bool startsHere)
    {
        if (!startsHere && paragraph is not null)
        {
            paragraph.Lines.Add((line.Number, line.Text));
            return;
        }

        paragraph = new Paragraph(line.Number, line.Text);
        section!.Items.Add(new OutlineItem(null, "", paragraph));
    }

    private void Add(List<Paragraph> paragraphs, SourceLine line, bool startsHere)
    {
        if (!startsHere && paragraph is not null)
        {
            paragraph.Lines.Add((line.Number, line.Text));
        }
        else
        {
            paragraphs.Add(paragraph = new Paragraph(line.Number, line.Text));
        }
    }

    private bool StartsParagraph(SourceLine line, bool afterBlank)
    {
        if (paragraph is null || headingOpen || LineSigns.IsBullet(line.Text) || LabelLines.Is(line.Text))
        {
            return true;
        }

        if (!paragraph.IsTerminated && char.IsLower(line.Text[0]))
        {
            return false;
        }

        return afterBlank || (paragraph.IsTerminated && !char.IsLower(line.Text[0])) || HeadingLines.IsUnnumbered(line);
    }

    private void WarnUnnumbered(SourceLine line) => findings.Warn(
        section!.Label, line.Number, "A heading without number; read as running text of the section above.",
        "Đề mục không có số thứ tự; được đọc như nội dung của mục phía trên.");

    /// <summary>What looked like the closing text was none: a section follows.</summary>
    private void Reopen()
    {
        if (!closing)
        {
            return;
        }

        closing = false;
        foreach (var paragraph in outline.Closing)
        {
            section!.Items.Add(new OutlineItem(null, "", paragraph));
        }

        outline.Closing.Clear();
    }
}
