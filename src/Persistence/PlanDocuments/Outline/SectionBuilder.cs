using KGPlanGraph.Persistence.PlanDocuments.Text;

namespace KGPlanGraph.Persistence.PlanDocuments.Outline;

/// <summary>Builds the tree of sections and items, line by line.</summary>
internal sealed class SectionBuilder(DocumentOutline outline, IReadOnlyList<SourceLine> lines, LabelBook labels, Findings findings)
{
    private readonly Marker[] _root = [Marker.None];
    private OutlineSection? _section;
    private OutlineItem? _item;
    private Paragraph? _paragraph;
    private bool _headingOpen;
    private bool _closing;

    public void WarnAnnex(SourceLine line) => findings.Warn(
        null, line.Number, "What follows the signature (annexes) was not read.", "Phần sau chữ ký (phụ lục) không được đọc.");

    public void Read(int index, SourceLine line, bool afterBlank)
    {
        Marker marker = MarkerReader.Read(line.Text);
        bool free = afterBlank || line.IsHeading || line.IsBold || _paragraph is null || _headingOpen || _paragraph.IsTerminated;
        if (IsSection(marker, line, free)) StartSection(marker, line);
        else if (IsItem(marker, index, free)) StartItem(marker, line);
        else if (_headingOpen && !afterBlank && ContinuesHeading(index, line)) _section!.Heading.Lines.Add((line.Number, line.Text));
        else ReadText(line, afterBlank);
    }

    private bool IsSection(Marker marker, SourceLine line, bool free)
    {
        if (marker.Kind is MarkerKind.None or MarkerKind.Letter) return false;
        Marker before = Siblings(marker, out _);
        bool expected = marker.Last == (before.Kind == marker.Kind ? before.Last + 1 : 1);
        if (marker.Kind == MarkerKind.Part) return expected && HasPartsOrNothing();
        if (line.IsHeading || line.IsBold) return true;
        // "1)" or "2. ..." in small letters below a lettered item is a list inside it.
        bool inItem = marker.Kind == MarkerKind.Number && _item is { Marker.Length: > 0 };
        if (inItem && marker.IsBracketed && !before.IsBracketed) return false;
        return expected || (free && !(inItem && char.IsLower(marker.Rest[0])));
    }

    private bool HasPartsOrNothing() => _section is null || _section.Lineage().Any(section => section.Marker.Kind == MarkerKind.Part);

    private bool IsItem(Marker marker, int index, bool free)
    {
        if (marker.Kind != MarkerKind.Letter || _section is null) return false;
        int last = _section.LastLetter.Kind == MarkerKind.None ? 0 : _section.LastLetter.Last;
        bool expected = marker.Last > last && marker.Last - last <= 10;
        if (expected) return true;
        if (lines[index].Text.StartsWith('(')) return false;
        return free && !IsSmallRoman(marker, index);
    }

    /// <summary>i) with ii) to follow is a list inside an item, as is v) or x) behind iv) or ix).</summary>
    private bool IsSmallRoman(Marker marker, int index)
    {
        if (marker.Label is not ("i" or "v" or "x") || _item is null) return false;
        string twin = marker.Label == "i" ? "ii" : marker.Label == "v" ? "iv" : "ix";
        int step = marker.Label == "i" ? 1 : -1;
        for (int i = index + step, looked = 0; i >= 0 && i < lines.Count && looked < 12; i += step, looked++)
        {
            if (lines[i].Text.StartsWith(twin, StringComparison.Ordinal) && lines[i].Text.Length > 2 && lines[i].Text[2] is ')' or '.') return true;
        }

        return false;
    }

    private void StartSection(Marker marker, SourceLine line)
    {
        Reopen();
        Marker before = Siblings(marker, out OutlineSection? parent);
        string own = marker.Label;
        if (marker.Kind == MarkerKind.Number && parent?.Marker is { Kind: MarkerKind.Number } above)
        {
            int shared = above.Parts.Count;
            own = marker.Parts.Take(shared).SequenceEqual(above.Parts) ? string.Join('.', marker.Parts.Skip(shared)) : marker.Label;
        }

        string label = labels.Take(parent is null ? own : $"{parent.Label}.{own}", line.Number);
        if (before.Kind is MarkerKind.None || before.Kind == marker.Kind) labels.Check(before, marker, label, line.Number);
        if (parent is null) _root[0] = marker;
        else parent.LastChild = marker;
        _section = new OutlineSection(marker, label, parent, new Paragraph(line.Number, marker.Rest));
        outline.Sections.Add(_section);
        (_item, _paragraph, _headingOpen) = (null, null, true);
    }

    /// <summary>The marker of the section that goes before among those below the same parent.</summary>
    private Marker Siblings(Marker marker, out OutlineSection? parent)
    {
        parent = _section;
        while (parent is not null && parent.Marker.Level >= marker.Level) parent = parent.Parent;
        return parent?.LastChild ?? _root[0];
    }

    private void StartItem(Marker marker, SourceLine line)
    {
        Reopen();
        OutlineSection section = _section!;
        string label = labels.Take($"{section.Label}.{marker.Label}", line.Number);
        labels.Check(section.LastLetter, marker, label, line.Number);
        section.LastLetter = marker;
        _paragraph = new Paragraph(line.Number, marker.Rest);
        _item = new OutlineItem(label, line.Text[..(line.Text.Length - marker.Rest.Length)].Trim(), _paragraph);
        section.Items.Add(_item);
        _headingOpen = false;
    }

    private bool ContinuesHeading(int index, SourceLine line)
    {
        string heading = _section!.Heading.Lines[^1].Text;
        SourceLine before = lines[index - 1];
        if (LineSigns.IsBullet(line.Text) || _section.Heading.Lines.Count > 8) return false;
        if (before.IsBold || before.IsHeading) return line.IsBold && !line.IsHeading;
        if (char.IsLower(line.Text[0])) return true;
        if (heading[^1] is '.' or ':' or ';') return false;
        if (LineSigns.IsCapitals(heading)) return LineSigns.IsCapitals(line.Text);
        // A wrapped line is full; what is left over is shorter, and no sentence.
        bool nextIsFree = index + 1 >= lines.Count || lines[index + 1].IsBlank || MarkerReader.Read(lines[index + 1].Text).Kind != MarkerKind.None;
        bool isRest = before.Text.Length >= 60 && line.Text.Length < before.Text.Length && nextIsFree && line.Text[^1] is not ('.' or ';' or ':');
        return isRest || heading.Contains(". ", StringComparison.Ordinal);
    }

    private void ReadText(SourceLine line, bool afterBlank)
    {
        bool startsHere = StartsParagraph(line, afterBlank);
        if (_section is not null && startsHere && LineSigns.IsClosing(line.Text)) _closing = true;
        bool isHeading = startsHere && IsUnnumberedHeading(line);
        if (isHeading && _section is not null) WarnUnnumbered(line);
        if (startsHere && (isHeading || LineSigns.IsAddress(line.Text))) _item = null;
        if (_section is null) Add(outline.Preamble, line, startsHere);
        else if (_closing) Add(outline.Closing, line, startsHere);
        else if (_item is not null) Add(_item.Paragraphs, line, startsHere);
        else AddRunningText(line, startsHere);
        _headingOpen = false;
    }

    private void AddRunningText(SourceLine line, bool startsHere)
    {
        if (!startsHere && _paragraph is not null)
        {
            _paragraph.Lines.Add((line.Number, line.Text));
            return;
        }

        _paragraph = new Paragraph(line.Number, line.Text);
        _section!.Items.Add(new OutlineItem(null, "", _paragraph));
    }

    private void Add(List<Paragraph> paragraphs, SourceLine line, bool startsHere)
    {
        if (!startsHere && _paragraph is not null) _paragraph.Lines.Add((line.Number, line.Text));
        else paragraphs.Add(_paragraph = new Paragraph(line.Number, line.Text));
    }

    private bool StartsParagraph(SourceLine line, bool afterBlank)
    {
        if (_paragraph is null || _headingOpen || LineSigns.IsBullet(line.Text)) return true;
        if (!_paragraph.IsTerminated && char.IsLower(line.Text[0])) return false;
        return afterBlank || (_paragraph.IsTerminated && !char.IsLower(line.Text[0])) || IsUnnumberedHeading(line);
    }

    private static bool IsUnnumberedHeading(SourceLine line) =>
        line.IsHeading || ((line.IsBold || (LineSigns.IsCapitals(line.Text) && line.Text.Contains(' ', StringComparison.Ordinal)))
            && char.IsUpper(line.Text[0]) && line.Text[^1] is not ('.' or ';' or ',' or ':'));

    private void WarnUnnumbered(SourceLine line) => findings.Warn(
        _section!.Label, line.Number, "A heading without number; read as running text of the section above.",
        "Đề mục không có số thứ tự; được đọc như nội dung của mục phía trên.");

    /// <summary>What looked like the closing text was none: a section follows.</summary>
    private void Reopen()
    {
        if (!_closing) return;
        _closing = false;
        foreach (Paragraph paragraph in outline.Closing) _section!.Items.Add(new OutlineItem(null, "", paragraph));
        outline.Closing.Clear();
    }
}
