using System.Buffers;
using System.Globalization;
using System.Text;

namespace KGPlanGraph.PlanDocuments.Text;

/// <summary>Brings what editors and converters make of a text to one form: NFC, plain spaces, no invisible characters, numbered lines.</summary>
internal static class SourceText
{
    /// <summary>More marks than this on one letter are no writing, and make normalisation quadratic.</summary>
    private const int MostMarks = 8;

    private static readonly SearchValues<char> RuleSigns = SearchValues.Create("-_*=–—|: ");

    public static List<SourceLine> Lines(string text, PlanDocumentFormat format, Findings findings)
    {
        var written = new List<string>();
        var start = 0;
        var filled = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !IsLineEnd(text[i]))
            {
                continue;
            }

            findings.At(written.Count + 1);
            written.Add(Clean(text.AsSpan(start, i - start)));
            filled += written[^1].Length > 0 ? 1 : 0;
            DocumentLimits.Require(filled, DocumentLimits.Lines, written.Count, "lines", "dòng");
            if (i + 1 < text.Length && text[i] == '\r' && text[i + 1] == '\n')
            {
                i++;
            }

            start = i + 1;
        }

        TableCells.WithoutHtml(written);
        SpacedTable.Rewrite(written);
        var lines = new List<SourceLine>(written.Count);
        var markdown = format == PlanDocumentFormat.Markdown ? new MarkdownStripper() : null;
        foreach (var line in written)
        {
            var read = markdown?.Strip(line, lines.Count + 1) ?? Plain(line, lines.Count + 1);
            // A lone pipe is what is left of a table's frame.
            lines.Add(read.Text is "|" ? read with { Text = "", Wide = "" } : read);
        }

        PageMarks.TakeOut(lines);
        return lines;
    }

    /// <summary>White space trimmed and collapsed to single spaces.</summary>
    public static string Collapse(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is not (' ' or '\t'))
            {
                collapsed.Append(c);
            }
            else if (collapsed.Length > 0 && collapsed[^1] != ' ')
            {
                collapsed.Append(' ');
            }
        }

        return collapsed.ToString().TrimEnd(' ');
    }

    private static SourceLine Plain(string line, int number)
    {
        var text = Collapse(line);
        var isRule = IsRule(text);
        return new SourceLine(number, isRule ? "" : line.Trim(), isRule ? "" : text, false, false) { Cells = isRule ? null : TableCells.Of(line) };
    }

    /// <summary>A drawn line: nothing but dashes, underscores, stars or equals signs.</summary>
    public static bool IsRule(string text) => text.Length >= 3 && text.AsSpan().IndexOfAnyExcept(RuleSigns) < 0;

    private static bool IsLineEnd(char c) => c is '\r' or '\n' or '\u2028' or '\u2029' or '\u0085' or '\v' or '\f';

    private static string Clean(ReadOnlySpan<char> line)
    {
        var clean = new StringBuilder(line.Length);
        var marks = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (char.IsSurrogate(c))
            {
                var pair = i + 1 < line.Length && char.IsSurrogatePair(c, line[i + 1]);
                clean.Append(pair ? line.Slice(i++, 2) : "\uFFFD");
                continue;
            }

            var category = char.GetUnicodeCategory(c);
            marks = category is UnicodeCategory.NonSpacingMark ? marks + 1 : 0;
            if (marks > MostMarks)
            {
                continue;
            }

            if (c == '\t')
            {
                clean.Append('\t');
            }
            else if (category is UnicodeCategory.SpaceSeparator)
            {
                clean.Append(' ');
            }
            else if (category is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                clean.Append(c == '\u2011' ? '-' : c);
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }
}
