using System.Text;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>Finds tables that only the places of their words show, below a header that names task, lead, time or product, over all pages.</summary>
internal static class PdfColumns
{
    /// <summary>Ems in a column of text; letters are wider on average, so that a word keeps to its place.</summary>
    private const double Letter = 0.4;

    // Ends a table of columns where another stands.
    private const string Other = "––––––––";

    /// <summary>The lines of all pages, each table of columns in the place of its lines.</summary>
    /// <param name="pages">The lines of each page.</param>
    /// <param name="guessed">Gets the numbers of pages on which there is one.</param>
    /// <param name="unread">Gets those on which words stand in columns that make no table.</param>
    public static List<PdfLine> Read(List<List<PdfLine>> pages, ISet<int> guessed, ISet<int> unread)
    {
        var lines = pages.SelectMany((page, i) => page.Select(line => (Line: line, Page: i + 1))).ToList();
        var left = lines.Where(entry => entry.Line.Table is null).Select(entry => entry.Line.Left).DefaultIfEmpty().Min();
        var written = lines.ConvertAll(entry => entry.Line.Table is null ? Written(entry.Line, left) : Other);
        var rewritten = written.ToList();
        SpacedTable.Rewrite(rewritten);
        var read = new List<PdfLine>(lines.Count);
        for (var i = 0; i < lines.Count;)
        {
            var rows = new List<List<string>>();
            var start = i;
            for (; i < lines.Count && !ReferenceEquals(rewritten[i], written[i]); i++)
            {
                if (rewritten[i].Length > 0)
                {
                    rows.Add([.. TableCells.Split(rewritten[i]).Select(cell => cell.Trim())]);
                }

                guessed.Add(lines[i].Page);
            }

            if (rows.Count == 0 && i + 1 < lines.Count && IsRow(lines[i].Line) && IsRow(lines[i + 1].Line))
            {
                unread.Add(lines[i].Page);
            }

            if (rows.Count > 0)
            {
                read.Add(new PdfLine(PdfTable.OfColumns(rows, lines[start].Line)));
            }
            else if (i == start)
            {
                read.Add(lines[i++].Line);
            }
        }

        return read;
    }

    private static bool IsRow(PdfLine line) => line.Text.Count(c => c == '\t') >= 2;

    private static string Written(PdfLine line, double left)
    {
        var text = new StringBuilder();
        foreach (var (start, _, word) in line.Parts)
        {
            var place = (int)((start - left) / (Letter * Math.Max(line.Size, 1)));
            text.Append(' ', Math.Clamp(place - text.Length, text.Length > 0 ? 2 : 0, 1000)).Append(word.Replace('|', '/'));
        }

        return text.ToString();
    }
}
