using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Outline;

/// <summary>Cuts the lines of a document into letterhead, title, preamble, sections with items, closing, recipients and signature.</summary>
internal sealed class OutlineReader
{
    private const int LongestTitle = 24;
    private readonly IReadOnlyList<SourceLine> lines;
    private readonly DocumentOutline outline = new();
    private readonly SectionBuilder sections;
    private readonly TailReader tail;
    private readonly Findings findings;

    public OutlineReader(IReadOnlyList<SourceLine> lines, LabelIndex labels, Findings findings)
    {
        (this.lines, this.findings) = (lines, findings);
        sections = new SectionBuilder(outline, lines, labels, findings);
        tail = new TailReader(outline, findings);
    }

    public DocumentOutline Read()
    {
        var body = ReadTitle(ReadLetterhead());
        if (outline.TitleLine > 0)
        {
            ReadBody(body);
        }

        return outline;
    }

    private int ReadLetterhead()
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (LineSigns.IsTitle(lines[i]))
            {
                ReadDecision(i);
                return i;
            }

            if (MarkerReader.Read(lines[i].Text).Kind == MarkerKind.Roman)
            {
                break;
            }

            outline.Letterhead.AddRange(lines[i].Columns().Select(column => (lines[i].Number, column)));
        }

        return OtherTitle();
    }

    /// <summary>A title in ordinary letters, or that of the decision whose articles are the plan.</summary>
    private int OtherTitle()
    {
        for (var i = 0; i < lines.Count && MarkerReader.Read(lines[i].Text).Kind != MarkerKind.Roman; i++)
        {
            if (LineSigns.IsPlainTitle(lines[i]) || LineSigns.IsDecision(lines[i]))
            {
                outline.Letterhead.RemoveAll(part => part.Line >= lines[i].Number);
                return i;
            }
        }

        return lines.Count;
    }

    /// <summary>The decision that the plan comes with: its grounds are cited, its signature is the plan's.</summary>
    private void ReadDecision(int title)
    {
        var decision = outline.Letterhead.FindIndex(part => part.Text.StartsWith("QUYẾT ĐỊNH", StringComparison.Ordinal));
        if (decision < 0)
        {
            return;
        }

        var from = outline.Letterhead[decision].Line;
        outline.Letterhead.RemoveAll(part => part.Line >= from);
        for (var i = from - 1; i < title; i++)
        {
            if (lines[i].IsBlank)
            {
                continue;
            }

            if (tail.IsOpen || LineSigns.IsRecipients(lines[i].Text) || lines[i].Text.StartsWith("TM.", StringComparison.Ordinal))
            {
                tail.Read(lines[i], i > 0 && lines[i - 1].IsBlank);
            }
            else
            {
                outline.Preamble.Add(new Paragraph(lines[i].Number, lines[i].Text));
            }
        }

        tail.Close();
    }

    /// <summary>The title runs to the first blank line behind its subject, or to where grounds or sections begin.</summary>
    private int ReadTitle(int start)
    {
        if (start >= lines.Count)
        {
            return start;
        }

        outline.TitleLine = lines[start].Number;
        outline.TitleLines.Add(lines[start].Text);
        var wantsSubject = LineSigns.TypeOf(lines[start].Text) is { } type && lines[start].Text.Trim(' ', ':').Length <= type.Length;
        var i = start + 1;
        for (var blank = false; i < lines.Count && outline.TitleLines.Count < LongestTitle; i++)
        {
            var line = lines[i];
            var wasBlank = blank;
            blank = line.IsBlank;
            if (blank)
            {
                continue;
            }

            // "(Ban hành kèm theo Quyết định số …)" is no part of the title.
            if (line.Text.StartsWith('('))
            {
                outline.Letterhead.Add((line.Number, line.Text));
                continue;
            }

            if (StartsBody(line) || (!wantsSubject && !Continues(lines[start], line, wasBlank)))
            {
                break;
            }

            outline.TitleLines.Add(line.Text);
            wantsSubject = false;
        }

        return i;
    }

    private static bool Continues(SourceLine title, SourceLine line, bool wasBlank)
    {
        var sameDress = title.IsBold ? line.IsBold : title.IsHeading && line.IsHeading;
        if (!title.IsBold && Capitals.Are(line.Text) && !wasBlank)
        {
            return true;
        }

        var ends = line.Text.EndsWith('.') || line.Text.EndsWith(';') || LineSigns.StartsPreamble(line.Text);
        return sameDress || char.IsLower(line.Text[0]) || (!wasBlank && !title.IsBold && !ends);
    }

    private static bool StartsBody(SourceLine line) => MarkerReader.Read(line.Text).Kind is not MarkerKind.None;

    private void ReadBody(int start)
    {
        var blank = true;
        for (var i = start; i < lines.Count;)
        {
            var line = lines[i];
            findings.At(line.Number);
            DocumentLimits.Require(outline.Sections.Count, DocumentLimits.Sections, line.Number, "sections", "mục");
            if (Table(i) is { } header)
            {
                CloseTail(line);
                i = ReadTable(i, header);
                blank = true;
                continue;
            }

            if (!line.IsBlank)
            {
                ReadLine(i, line, blank);
            }

            blank = line.IsBlank && !line.IsTorn;
            i++;
        }
    }

    private TableHeader? Table(int i) =>
        lines[i].Cells is { } cells && (outline.Sections.Count > 0 || tail.IsOpen) ? TableHeader.Of(cells) : null;

    private int ReadTable(int start, TableHeader header)
    {
        var i = start + 1;
        var table = sections.StartTable(lines[start]);
        table.ReadHeader();
        var second = i;
        while (second < lines.Count && lines[second].IsBlank)
        {
            second++;
        }

        if (second < lines.Count && lines[second].Cells is { } below && header.With(below) is { } whole)
        {
            header = whole;
            table.ReadHeader();
            i = second + 1;
        }

        for (; i < lines.Count && (lines[i].Cells is not null || lines[i].IsBlank); i++)
        {
            if (lines[i].Cells is not { } cells)
            {
                continue;
            }

            findings.At(lines[i].Number);
            DocumentLimits.Require(outline.Sections.Count, DocumentLimits.Sections, lines[i].Number, "sections", "mục");
            // The header again, on the next page, or the numbers of its columns; another header begins another table.
            if (header.IsHeader(cells, out var next))
            {
                header = next;
                table.ReadHeader();
                continue;
            }

            if (cells.Select((cell, n) => cell.Trim('(', ')') == $"{n + 1}").All(same => same))
            {
                table.ReadHeader();
                continue;
            }

            table.Read(lines[i], header, header.Spread(cells));
        }

        return i;
    }

    /// <summary>What stands behind the signature is an annex, with or without the word.</summary>
    private void CloseTail(SourceLine line)
    {
        if (tail.IsOpen)
        {
            tail.Close();
            sections.StartAnnex(line, "");
        }
    }

    private void ReadLine(int i, SourceLine line, bool afterBlank)
    {
        if (LineSigns.IsAnnex(line.Text) && (tail.IsOpen || outline.Sections.Count > 0) && (afterBlank || line.IsBold))
        {
            tail.Close();
            sections.StartAnnex(line, line.Text);
        }
        else if (tail.IsOpen && LineSigns.IsList(line.Text))
        {
            tail.Close();
            sections.StartAnnex(line, line.Text);
        }
        else if (tail.IsOpen || LineSigns.IsRecipients(line.Text) || line.Text.StartsWith("TM.", StringComparison.Ordinal))
        {
            tail.Read(line, afterBlank);
        }
        else
        {
            sections.Read(i, line, afterBlank);
        }
    }
}
