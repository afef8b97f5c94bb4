using System.Text;

namespace KGPlanGraph.PlanDocuments.Text;

/// <summary>Finds the cells of table rows: parted by pipes, by tabs, or in HTML.</summary>
internal static class TableCells
{
    private const int Fewest = 3;

    /// <summary>The cells of a line; null where it is no row.</summary>
    public static IReadOnlyList<string>? Of(string line)
    {
        var body = line.Trim();
        var isPiped = body.StartsWith('|') && body.Length > 1;
        IReadOnlyList<string> parts = isPiped ? Split(body) : body.Contains(" | ", StringComparison.Ordinal) ? body.Split('|') : line.Split('\t');
        return parts.Count >= (isPiped ? 2 : Fewest) ? [.. parts.Select(SourceText.Collapse).Select(cell => cell.Trim())] : null;
    }

    /// <summary>What stands between the pipes of a row that begins with one; a pipe behind a backslash is text.</summary>
    public static List<string> Split(string row)
    {
        var cells = new List<string>();
        var start = 1;
        for (var i = 1; i < row.Length; i++)
        {
            if (row[i] == '|' && row[i - 1] != '\\')
            {
                cells.Add(row[start..i]);
                start = i + 1;
            }
        }

        if (start < row.Length)
        {
            cells.Add(row[start..]);
        }

        return cells;
    }

    /// <summary>Writes each row of an HTML table as one line with pipes, where its row begins; the other lines of the table become blank.</summary>
    public static void WithoutHtml(List<string> lines)
    {
        var inTable = false;
        var row = new StringBuilder();
        var start = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            inTable |= lines[i].Contains("<table", StringComparison.OrdinalIgnoreCase);
            if (!inTable)
            {
                continue;
            }

            start = row.Length == 0 ? i : start;
            row.Append(lines[i]).Append(' ');
            var ends = lines[i].Contains("</table", StringComparison.OrdinalIgnoreCase);
            if (ends || lines[i].Contains("</tr", StringComparison.OrdinalIgnoreCase) || lines[i].Contains("<table", StringComparison.OrdinalIgnoreCase))
            {
                var piped = Piped(row.ToString());
                row.Clear();
                lines[i] = "";
                lines[start] = piped;
            }
            else
            {
                lines[i] = "";
            }

            inTable &= !ends;
        }
    }

    private static string Piped(string html)
    {
        var text = new StringBuilder(html.Length);
        for (var i = 0; i < html.Length; i++)
        {
            var end = html[i] == '<' ? html.IndexOf('>', i) : -1;
            if (end < 0)
            {
                text.Append(html[i]);
                continue;
            }

            var tag = html.AsSpan(i + 1, end - i - 1).Trim();
            var opensCell = tag.StartsWith("td", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("th", StringComparison.OrdinalIgnoreCase);
            text.Append(opensCell && !tag.StartsWith("thead", StringComparison.OrdinalIgnoreCase) ? " | "
                : tag.StartsWith("br", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("/p", StringComparison.OrdinalIgnoreCase) ? " " : "");
            i = end;
        }

        var row = text.ToString().Trim();
        return row.Length == 0 ? "" : $"{row} |";
    }
}
