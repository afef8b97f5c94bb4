using System.Text;

namespace KGPlanGraph.PlanDocuments.Text;

/// <summary>Takes markdown off line by line; bold may span lines, up to the next blank one.</summary>
internal sealed class MarkdownStripper
{
    private const string Escapable = "\\`*_{}[]()#+-.!|>\"'/&<~";
    private bool bold;

    public SourceLine Strip(string line, int number)
    {
        var body = line.Trim();
        if (body.Length == 0 || SourceText.IsRule(body))
        {
            bold = false;
            return new SourceLine(number, "", "", false, false);
        }

        var isRow = body.StartsWith('|');
        if (isRow && TableCells.Split(body) is { Count: > 1 } parts)
        {
            return Row(parts, number);
        }

        body = TakeBlockMarks(body, out var heading);
        var text = new StringBuilder(body.Length);
        var allBold = StripInline(body, text);
        var wide = text.ToString().Trim();
        var collapsed = SourceText.Collapse(wide);
        return new SourceLine(number, wide, collapsed, heading, allBold && collapsed.Length > 0) { Cells = TableCells.Of(wide) };
    }

    private SourceLine Row(List<string> parts, int number)
    {
        var allBold = true;
        var cells = new List<string>(parts.Count);
        foreach (var part in parts)
        {
            var text = new StringBuilder(part.Length);
            allBold &= StripInline(part.Trim(), text);
            cells.Add(SourceText.Collapse(text.ToString()).Trim());
        }

        var wide = string.Join(" | ", cells).Trim(' ', '|');
        return new SourceLine(number, wide, wide, false, allBold && wide.Length > 0) { Cells = cells };
    }

    private static string TakeBlockMarks(string body, out bool heading)
    {
        body = body.TrimStart('>', ' ');
        var hashes = body.AsSpan().IndexOfAnyExcept('#');
        heading = hashes is > 0 and <= 6 && body[hashes] is ' ' or '\t';
        if (heading)
        {
            body = body[hashes..].Trim().TrimEnd('#').TrimEnd();
        }

        if (body.StartsWith("* ", StringComparison.Ordinal))
        {
            body = "- " + body[2..];
        }
        // A table row: its cells are columns.
        return body.StartsWith('|') ? body.Trim().TrimEnd('|').TrimStart('|') : body;
    }

    private bool StripInline(string body, StringBuilder text)
    {
        var allBold = true;
        for (var i = 0; i < body.Length; i++)
        {
            var c = body[i];
            var next = i + 1 < body.Length ? body[i + 1] : ' ';
            if (c == '\\' && Escapable.Contains(next))
            {
                text.Append(next);
                i++;
            }
            else if (c is '*' or '_' && next == c)
            {
                while (i + 1 < body.Length && body[i + 1] == c)
                {
                    i++;
                }

                bold = !bold;
                continue;
            }
            else if (c == '*' && (next != ' ' || (i > 0 && body[i - 1] != ' ')) || c == '_' && IsAtWordEdge(body, i) || c == '`')
            {
                continue;
            }
            else if (c == '<' && TagLength(body, i) is > 0 and var length)
            {
                text.Append(body.AsSpan(i).StartsWith("<br", StringComparison.OrdinalIgnoreCase) ? " " : "");
                i += length - 1;
                continue;
            }
            else if (c == '&' && Entity(body.AsSpan(i)) is (char meant, int size))
            {
                text.Append(meant);
                i += size - 1;
            }
            else
            {
                text.Append(c);
            }

            allBold &= bold || c is ' ' or '\t';
        }

        return allBold;
    }

    private static bool IsAtWordEdge(string body, int i) =>
        i == 0 || i + 1 == body.Length || !char.IsLetterOrDigit(body[i - 1]) || !char.IsLetterOrDigit(body[i + 1]);

    private static int TagLength(string body, int i)
    {
        var end = body.IndexOf('>', i, Math.Min(40, body.Length - i));
        var isTag = end > i + 1 && (char.IsAsciiLetter(body[i + 1]) || (body[i + 1] == '/' && char.IsAsciiLetter(body[i + 2])));
        return isTag ? end - i + 1 : 0;
    }

    private static (char Meant, int Size)? Entity(ReadOnlySpan<char> at) =>
        at.StartsWith("&nbsp;") ? (' ', 6)
        : at.StartsWith("&amp;") ? ('&', 5)
        : at.StartsWith("&lt;") ? ('<', 4)
        : at.StartsWith("&gt;") ? ('>', 4)
        : at.StartsWith("&quot;") ? ('"', 6)
        : null;
}
