using System.Globalization;
using KGPlanGraph.PlanDocuments.Tasks;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Outline;

/// <summary>Builds the tree of sections and items, line by line.</summary>
internal sealed class SectionBuilder(DocumentOutline outline, IReadOnlyList<SourceLine> lines, LabelIndex labels, Findings findings)
{
    private const int LongestHeading = 60;
    private readonly int width = Width(lines);
    private readonly Marker[] root = [Marker.None];
    private Marker lastArticle = Marker.None;
    private OutlineSection? section;
    private OutlineItem? item;
    private Paragraph? paragraph;
    private bool headingOpen;
    private bool closing;

    private OutlineSection? tableSection;

    /// <summary>"PHỤ LỤC II": a section of its own, PL II, with everything behind it below.</summary>
    public void StartAnnex(SourceLine line, string text)
    {
        closing = false;
        var passage = new Passage(text);
        var number = passage.Count > 2 && passage.Tokens[2].IsUpper && MarkerReader.Roman(passage.Key(2)) is > 0 and var roman ? MarkerReader.Write(roman)
            : passage.Count > 2 && passage.Key(2).All(char.IsAsciiDigit) ? passage.Key(2) : "";
        var heading = number.Length > 0 ? passage.Text[passage.Tokens[2].End..].Trim(' ', '.', ':', '-') : text.StartsWith("ph", StringComparison.OrdinalIgnoreCase)
            ? passage.Count > 2 ? passage.Slice(2, passage.Count).Trim(' ', '.', ':', '-') : "" : text;
        var label = labels.Take(number.Length > 0 ? $"PL {number}" : "PL", line.Number);
        var marker = new Marker(MarkerKind.Annex, [1], label, heading);
        section = new OutlineSection(marker, label, null, new Paragraph(line.Number, heading));
        root[0] = Marker.None;
        outline.Sections.Add(section);
        (item, paragraph, headingOpen) = (null, null, true);
    }

    /// <summary>The rows that follow belong to the section at hand.</summary>
    public void StartTable(SourceLine line)
    {
        tableSection = section;
        section!.TableFrame++;
        (item, paragraph, headingOpen) = (null, null, false);
        paragraph = new Paragraph(line.Number, "");
    }

    /// <summary>The header again, on the next page.</summary>
    public void RepeatHeader() => tableSection!.TableFrame++;

    public void ReadRow(SourceLine line, TableHeader header, IReadOnlyList<string> cells)
    {
        var number = header.Number(cells);
        var row = header.Row(cells);
        if (header.IsGroup(cells))
        {
            var name = row.Task.Length > 0 ? row.Task : cells.First(cell => cell.Length > 0 && cell.Trim('.', ')', '(', '/', ' ', '-') != number);
            var parent = number.Length == 0 ? tableSection! : GroupAbove(number);
            if (number.Length == 0)
            {
                parent.Items.Add(new OutlineItem(null, "", new Paragraph(line.Number, name)));
                return;
            }

            var label = labels.Take($"{parent.Label}.{number}", line.Number);
            section = new OutlineSection(new Marker(MarkerKind.Group, [1], number, name), label, parent, new Paragraph(line.Number, name));
            outline.Sections.Add(section);
            return;
        }

        if (row.Task.Length == 0)
        {
            findings.Warn(section!.Label, line.Number, "A table row that does not say what is to be done; it was not read.",
                "Dòng của bảng không nêu nội dung nhiệm vụ; không được đọc.");
            section.Unread++;
            return;
        }

        number = number.Length > 0 && number.Length <= 12 ? number : (section!.Rows + 1).ToString(CultureInfo.InvariantCulture);
        var rowLabel = labels.Take($"{section!.Label}.{number.Replace(" ", "", StringComparison.Ordinal)}", line.Number);
        section.Rows++;
        section.Items.Add(new OutlineItem(rowLabel, "", new Paragraph(line.Number, row.Task)) { Row = row });
    }

    /// <summary>What stands behind a table belongs to the section that the table is in.</summary>
    public void EndTable() => section = tableSection;

    /// <summary>Letters stand above Roman numerals, and these above numbers: the group in which one of that number stands.</summary>
    private OutlineSection GroupAbove(string number)
    {
        var above = section!;
        while (above != tableSection && Rank(above.Marker.Label) >= Rank(number))
        {
            above = above.Parent!;
        }

        return above;

        int Rank(string label) => char.IsDigit(label[0]) ? 2 : MarkerReader.Roman(label) > 0 && !FollowsLetter(label) ? 1 : 0;
    }

    /// <summary>"I" behind "H" is a letter.</summary>
    private bool FollowsLetter(string label) => label.Length == 1 && outline.Sections.Exists(other =>
        other.Parent == tableSection && other.Marker.Kind is MarkerKind.Group && other.Marker.Label.Length == 1 && other.Marker.Label[0] == label[0] - 1
        && MarkerReader.Roman(other.Marker.Label) == 0);

    public void Read(int index, SourceLine line, bool afterBlank)
    {
        var marker = InChapter(MarkerReader.Read(line.Text), line.Text);
        var free = afterBlank || line.IsHeading || line.IsBold || paragraph is null || headingOpen || paragraph.IsTerminated;
        if (IsSection(marker, index, line, free))
        {
            StartSection(marker, line);
        }
        else if (IsItem(marker, index, free) || IsBracketedItem(marker, index))
        {
            StartItem(marker, line);
        }
        else if (headingOpen && (!afterBlank || section!.Heading.Lines[^1].Text.Length == 0) && ContinuesHeading(index, line))
        {
            section!.Heading.Lines.Add((line.Number, line.Text));
        }
        else
        {
            ReadText(line, afterBlank);
        }
    }

    /// <summary>"Mục 1" in a part or chapter stands above its articles.</summary>
    private Marker InChapter(Marker marker, string text) =>
        marker.Kind is MarkerKind.Number or MarkerKind.Roman && marker.Parts.Count == 1 && text.StartsWith("mục ", StringComparison.OrdinalIgnoreCase)
            && section?.Lineage().Any(above => above.Marker.Kind is MarkerKind.Chapter or MarkerKind.Division) == true
            ? marker with { Kind = MarkerKind.Group, Label = $"M{marker.Last.ToString(CultureInfo.InvariantCulture)}" } : marker;

    private bool IsSection(Marker marker, int index, SourceLine line, bool free)
    {
        if (marker.Kind is MarkerKind.None or MarkerKind.Letter)
        {
            return false;
        }

        var before = Siblings(marker, out _);
        var expected = marker.Last == (before.Kind == marker.Kind ? before.Last + 1 : 1);
        if (marker.Kind is MarkerKind.Division or MarkerKind.Chapter or MarkerKind.Group or MarkerKind.Article)
        {
            return free || line.IsBold;
        }

        if (marker.Kind == MarkerKind.Part)
        {
            return expected && HasPartsOrNothing();
        }

        if (line.IsHeading || line.IsBold)
        {
            return true;
        }
        if (IsBracketedItem(marker, index))
        {
            return false;
        }

        // "1)" or "2. ..." in small letters below a lettered item is a list inside it.
        var inItem = marker.Kind == MarkerKind.Number && item is { Marker.Length: > 0 };
        if (inItem && marker.IsBracketed && !before.IsBracketed)
        {
            return false;
        }

        return expected || (free && !(inItem && char.IsLower(marker.Rest[0])));
    }

    /// <summary>"(1)" and "1)" below a heading are items as letters are, unless letters follow below them.</summary>
    private bool IsBracketedItem(Marker marker, int index)
    {
        if (marker.Kind != MarkerKind.Number || !marker.IsBracketed || section is null || item is { Marker.Length: > 0, IsBracketed: false })
        {
            return false;
        }

        for (int i = index + 1, looked = 0; i < lines.Count && looked < 4; i++)
        {
            if (lines[i].IsBlank)
            {
                continue;
            }

            looked++;
            var next = MarkerReader.Read(lines[i].Text);
            if (next.Kind != MarkerKind.None)
            {
                return next.Kind != MarkerKind.Letter;
            }
        }

        return true;
    }

    private bool HasPartsOrNothing() => section is null || section.Lineage().Any(section => section.Marker.Kind is MarkerKind.Part or MarkerKind.Annex);

    private bool IsItem(Marker marker, int index, bool free)
    {
        if (marker.Kind != MarkerKind.Letter || section is null)
        {
            return false;
        }

        var last = section.LastLetter.Kind == MarkerKind.None ? 0 : section.LastLetter.Last;
        var expected = marker.Last > last && marker.Last - last <= 10;
        if (expected)
        {
            return true;
        }

        if (lines[index].Text.StartsWith('('))
        {
            return false;
        }

        return free && !IsSmallRoman(marker, index);
    }

    /// <summary>i) with ii) to follow is a list inside an item, as is v) or x) behind iv) or ix).</summary>
    private bool IsSmallRoman(Marker marker, int index)
    {
        if (marker.Label is not ("i" or "v" or "x") || item is null)
        {
            return false;
        }

        var twin = marker.Label == "i" ? "ii" : marker.Label == "v" ? "iv" : "ix";
        var step = marker.Label == "i" ? 1 : -1;
        for (int i = index + step, looked = 0; i >= 0 && i < lines.Count && looked < 12; i += step, looked++)
        {
            if (lines[i].Text.StartsWith(twin, StringComparison.Ordinal) && lines[i].Text.Length > 2 && lines[i].Text[2] is ')' or '.')
            {
                return true;
            }
        }

        return false;
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

    private bool ContinuesHeading(int index, SourceLine line)
    {
        var heading = section!.Heading.Lines[^1].Text;
        var before = lines[index - 1];
        if (LineSigns.IsBullet(line.Text) || section.Heading.Lines.Count > LongestHeading)
        {
            return false;
        }

        if (heading.Length == 0)
        {
            return true;
        }

        if (before.IsBold || before.IsHeading)
        {
            return line.IsBold && !line.IsHeading;
        }

        if (char.IsLower(line.Text[0]))
        {
            return true;
        }

        if (heading[^1] is '.' or ':' or ';')
        {
            return false;
        }

        if (char.IsDigit(line.Text[0]) || LineSigns.Hangs(heading) || IsFull(before, line))
        {
            return true;
        }

        if (LineSigns.IsCapitals(heading))
        {
            return LineSigns.IsCapitals(line.Text);
        }
        // A wrapped line is full; what is left over is shorter, and no sentence.
        var nextIsFree = index + 1 >= lines.Count || lines[index + 1].IsBlank || MarkerReader.Read(lines[index + 1].Text).Kind != MarkerKind.None;
        var isRest = before.Text.Length >= 60 && line.Text.Length < before.Text.Length && nextIsFree && line.Text[^1] is not ('.' or ';' or ':');
        return isRest || heading.Contains(". ", StringComparison.Ordinal);
    }

    /// <summary>In a text that is broken at a width, the next word would not have fitted.</summary>
    private bool IsFull(SourceLine before, SourceLine line)
    {
        var word = line.Text.IndexOf(' ', StringComparison.Ordinal) is var space and >= 0 ? space : line.Text.Length;
        return width > 0 && before.Text.Length + 1 + word > width;
    }

    /// <summary>The width at which the text is broken; 0 where it is not.</summary>
    private static int Width(IReadOnlyList<SourceLine> lines)
    {
        var longest = lines.Count == 0 ? 0 : lines.Where(line => line.Cells is null).Select(line => line.Text.Length).DefaultIfEmpty(0).Max();
        return longest is >= 60 and <= 110 ? longest : 0;
    }

    private void ReadText(SourceLine line, bool afterBlank)
    {
        var startsHere = StartsParagraph(line, afterBlank);
        if (section is not null && startsHere && LineSigns.IsClosing(line.Text))
        {
            closing = true;
        }

        var isHeading = startsHere && IsUnnumberedHeading(line);
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

        return afterBlank || (paragraph.IsTerminated && !char.IsLower(line.Text[0])) || IsUnnumberedHeading(line);
    }

    private static bool IsUnnumberedHeading(SourceLine line) =>
        line.IsHeading || ((line.IsBold || (LineSigns.IsCapitals(line.Text) && line.Text.Contains(' ', StringComparison.Ordinal)))
            && char.IsUpper(line.Text[0]) && line.Text[^1] is not ('.' or ';' or ',' or ':'));

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
