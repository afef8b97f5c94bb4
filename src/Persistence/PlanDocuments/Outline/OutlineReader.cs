using KGPlanGraph.Persistence.PlanDocuments.Text;

namespace KGPlanGraph.Persistence.PlanDocuments.Outline;

/// <summary>Cuts the lines of a document into letterhead, title, preamble, sections with items, closing, recipients and signature.</summary>
internal sealed class OutlineReader
{
    private readonly IReadOnlyList<SourceLine> _lines;
    private readonly DocumentOutline _outline = new();
    private readonly SectionBuilder _sections;
    private readonly TailReader _tail;

    public OutlineReader(IReadOnlyList<SourceLine> lines, LabelBook labels, Findings findings)
    {
        _lines = lines;
        _sections = new SectionBuilder(_outline, lines, labels, findings);
        _tail = new TailReader(_outline);
    }

    public DocumentOutline Read()
    {
        int body = ReadTitle(ReadLetterhead());
        if (_outline.TitleLine > 0) ReadBody(body);
        return _outline;
    }

    private int ReadLetterhead()
    {
        for (int i = 0; i < _lines.Count; i++)
        {
            if (LineSigns.IsTitle(_lines[i])) return i;
            if (MarkerReader.Read(_lines[i].Text).Kind == MarkerKind.Roman) break;
            _outline.Letterhead.AddRange(_lines[i].Columns().Select(column => (_lines[i].Number, column)));
        }

        return _lines.Count;
    }

    /// <summary>The title runs to the first blank line behind its subject, or to where grounds or sections begin.</summary>
    private int ReadTitle(int start)
    {
        if (start >= _lines.Count) return start;
        _outline.TitleLine = _lines[start].Number;
        _outline.TitleLines.Add(_lines[start].Text);
        bool wantsSubject = _lines[start].Text.Length <= "KẾ HOẠCH".Length;
        int i = start + 1;
        for (bool blank = false; i < _lines.Count && _outline.TitleLines.Count < 7; i++)
        {
            SourceLine line = _lines[i];
            bool wasBlank = blank;
            blank = line.IsBlank;
            if (blank) continue;
            if (StartsBody(line) || (!wantsSubject && !Continues(_lines[start], line, wasBlank))) break;
            _outline.TitleLines.Add(line.Text);
            wantsSubject = false;
        }

        return i;
    }

    private static bool Continues(SourceLine title, SourceLine line, bool wasBlank)
    {
        bool sameDress = title.IsBold ? line.IsBold : title.IsHeading && line.IsHeading;
        bool ends = line.Text.EndsWith('.') || line.Text.EndsWith(';') || LineSigns.StartsPreamble(line.Text);
        return sameDress || char.IsLower(line.Text[0]) || (!wasBlank && !title.IsBold && !ends);
    }

    private static bool StartsBody(SourceLine line) => MarkerReader.Read(line.Text).Kind is MarkerKind.Roman or MarkerKind.Number or MarkerKind.Letter;

    private void ReadBody(int start)
    {
        bool blank = true;
        bool annex = false;
        for (int i = start; i < _lines.Count && !annex; i++)
        {
            SourceLine line = _lines[i];
            if (!line.IsBlank) annex = ReadLine(i, line, blank);
            blank = line.IsBlank;
        }
    }

    /// <summary>True where an annex begins, which is not read.</summary>
    private bool ReadLine(int i, SourceLine line, bool afterBlank)
    {
        if (_tail.IsOpen || LineSigns.IsRecipients(line.Text) || line.Text.StartsWith("TM.", StringComparison.Ordinal))
        {
            if (_tail.IsOpen && LineSigns.IsAnnex(line.Text))
            {
                _sections.WarnAnnex(line);
                return true;
            }

            _tail.Read(line, afterBlank);
            return false;
        }

        _sections.Read(i, line, afterBlank);
        return false;
    }
}
