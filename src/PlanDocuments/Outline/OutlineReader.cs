using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Outline;

/// <summary>Cuts the lines of a document into letterhead, title, preamble, sections with items, closing, recipients and signature.</summary>
internal sealed class OutlineReader
{
    private readonly IReadOnlyList<SourceLine> lines;
    private readonly DocumentOutline outline = new();
    private readonly SectionBuilder sections;
    private readonly TailReader tail;

    public OutlineReader(IReadOnlyList<SourceLine> lines, LabelIndex labels, Findings findings)
    {
        this.lines = lines;
        sections = new SectionBuilder(outline, lines, labels, findings);
        tail = new TailReader(outline);
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
                return i;
            }

            if (MarkerReader.Read(lines[i].Text).Kind == MarkerKind.Roman)
            {
                break;
            }

            outline.Letterhead.AddRange(lines[i].Columns().Select(column => (lines[i].Number, column)));
        }

        return lines.Count;
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
        var wantsSubject = lines[start].Text.Length <= "KẾ HOẠCH".Length;
        var i = start + 1;
        for (var blank = false; i < lines.Count && outline.TitleLines.Count < 7; i++)
        {
            var line = lines[i];
            var wasBlank = blank;
            blank = line.IsBlank;
            if (blank)
            {
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
        var ends = line.Text.EndsWith('.') || line.Text.EndsWith(';') || LineSigns.StartsPreamble(line.Text);
        return sameDress || char.IsLower(line.Text[0]) || (!wasBlank && !title.IsBold && !ends);
    }

    private static bool StartsBody(SourceLine line) => MarkerReader.Read(line.Text).Kind is MarkerKind.Roman or MarkerKind.Number or MarkerKind.Letter;

    private void ReadBody(int start)
    {
        var blank = true;
        var annex = false;
        for (var i = start; i < lines.Count && !annex; i++)
        {
            var line = lines[i];
            if (!line.IsBlank)
            {
                annex = ReadLine(i, line, blank);
            }

            blank = line.IsBlank;
        }
    }

    /// <summary>True where an annex begins, which is not read.</summary>
    private bool ReadLine(int i, SourceLine line, bool afterBlank)
    {
        if (tail.IsOpen || LineSigns.IsRecipients(line.Text) || line.Text.StartsWith("TM.", StringComparison.Ordinal))
        {
            if (tail.IsOpen && LineSigns.IsAnnex(line.Text))
            {
                sections.WarnAnnex(line);
                return true;
            }

            tail.Read(line, afterBlank);
            return false;
        }

        sections.Read(i, line, afterBlank);
        return false;
    }
}
