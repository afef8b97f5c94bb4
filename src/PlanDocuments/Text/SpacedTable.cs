
namespace KGPlanGraph.PlanDocuments.Text;

/// <summary>
/// Tables as converters to text leave them, their columns parted by runs of spaces and their cells broken over lines: each row becomes one line
/// with pipes, where the row begins.
/// </summary>
internal static class SpacedTable
{
    private const int FewestColumns = 3;
    private const int MostHeaderLines = 4;

    public static void Rewrite(List<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var first = lines[i];
            if (Header(lines, i) is { } header)
            {
                i = ReadRows(lines, i, first, header) - 1;
            }
        }
    }

    private static (List<Chunk> Columns, int Number, int End)? Header(List<string> lines, int at)
    {
        if (Chunks(lines[at]) is not { Count: >= FewestColumns } columns)
        {
            return null;
        }

        // "Thời gian" with "hoàn thành" on the next line.
        var whole = columns.ToList();
        var end = at + 1;
        for (; end < lines.Count && end - at < MostHeaderLines && Chunks(lines[end]) is { Count: > 0 } more; end++)
        {
            var places = more.ConvertAll(chunk => ColumnOf(whole, chunk));
            if (places.Contains(-1) || places.Contains(0) || more.Any(chunk => char.IsUpper(chunk.Text[0])))
            {
                break;
            }

            foreach (var (chunk, place) in more.Zip(places))
            {
                whole[place] = new Chunk(Math.Min(whole[place].Start, chunk.Start), Math.Max(whole[place].End, chunk.End), $"{whole[place].Text} {chunk.Text}");
            }
        }

        string[] cells = [.. whole.Select(column => column.Text)];
        if (TableHeader.Of(cells) is not { } header)
        {
            return null;
        }

        Write(lines, at, end, cells);
        return (whole, header.NumberColumn, end);
    }

    private static int ReadRows(List<string> lines, int at, string headerLine, (List<Chunk> Columns, int Number, int End) header)
    {
        var (columns, number, start) = header;
        var row = new string[columns.Count];
        var first = -1;
        var i = start;
        for (; i < lines.Count; i++)
        {
            // The header again, on the next page: the row goes on behind it.
            if (lines[i] == headerLine)
            {
                var behind = i + start - at;
                for (; i < behind && i < lines.Count; i++)
                {
                    lines[i] = "";
                }

                i--;
                continue;
            }

            var chunks = Chunks(lines[i]);
            if (chunks.Count == 0)
            {
                continue;
            }

            var places = chunks.ConvertAll(chunk => ColumnOf(columns, chunk));
            var isGroup = chunks.Count == 2 && places[0] == number && number >= 0 && chunks[0].Text.Length < 8;
            if (isGroup)
            {
                places[1] = places[1] < 0 ? number + 1 : places[1];
            }

            if (places.Contains(-1) || (chunks.Count == 1 && EndsTable(chunks[0], places[0], columns)))
            {
                break;
            }

            var startsRow = first < 0 || (number >= 0 ? places.Contains(number) : char.IsUpper(chunks[0].Text[0]) && places[0] == 0 && lines[i - 1].Length == 0);
            if (startsRow)
            {
                Write(lines, first, i, row);
                (first, row) = (i, new string[columns.Count]);
            }

            foreach (var (chunk, place) in chunks.Zip(places))
            {
                row[place] = row[place] is { Length: > 0 } text ? $"{text} {chunk.Text}" : chunk.Text;
            }
        }

        Write(lines, first, i, row);
        return i;
    }

    /// <summary>What begins at the margin and is no number is no cell.</summary>
    private static bool EndsTable(Chunk chunk, int place, List<Chunk> columns) =>
        place == 0 && chunk.Start <= columns[0].Start + 1 && (chunk.Text.Length > 4 || !char.IsLetterOrDigit(chunk.Text[0]));

    private static void Write(List<string> lines, int from, int to, string?[] cells)
    {
        if (from < 0)
        {
            return;
        }

        for (var i = from; i < to; i++)
        {
            lines[i] = "";
        }

        lines[from] = $"| {string.Join(" | ", cells.Select(cell => cell?.Replace('|', '/')))} |";
    }

    /// <summary>The column under whose header the chunk stands, or whose header is nearest; -1 where it reaches under several.</summary>
    private static int ColumnOf(List<Chunk> columns, Chunk chunk)
    {
        var under = -1;
        var nearest = 0;
        for (var i = 0; i < columns.Count; i++)
        {
            if (chunk.Start < columns[i].End && chunk.End > columns[i].Start)
            {
                if (under >= 0)
                {
                    return -1;
                }

                under = i;
            }

            nearest = Distance(columns[i], chunk) < Distance(columns[nearest], chunk) ? i : nearest;
        }

        return under >= 0 ? under : nearest;
    }

    private static int Distance(Chunk column, Chunk chunk) => Math.Max(0, Math.Max(column.Start - chunk.End, chunk.Start - column.End));

    private static List<Chunk> Chunks(string line)
    {
        var chunks = new List<Chunk>();
        if (line.Contains('|') || line.Contains('\t') || !line.Contains("  ", StringComparison.Ordinal))
        {
            return line.Length == 0 || string.IsNullOrWhiteSpace(line) || line.Contains('|') ? chunks : [Whole(line)];
        }

        for (var i = 0; i < line.Length;)
        {
            if (line[i] == ' ')
            {
                i++;
                continue;
            }

            var end = line.IndexOf("  ", i, StringComparison.Ordinal) is var gap and >= 0 ? gap : line.TrimEnd().Length;
            end = end < i ? line.Length : end;
            chunks.Add(new Chunk(i, end, line[i..end].TrimEnd()));
            i = end;
        }

        return chunks;
    }

    private static Chunk Whole(string line)
    {
        var text = line.Trim();
        var start = line.IndexOf(text, StringComparison.Ordinal);
        return new Chunk(start, start + text.Length, text);
    }

    /// <summary>What stands between gaps of a line.</summary>
    private readonly record struct Chunk(int Start, int End, string Text);
}
