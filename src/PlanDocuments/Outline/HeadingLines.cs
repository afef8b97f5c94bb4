using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Outline;

/// <summary>Which lines belong to a heading, and which are one although they have no number.</summary>
internal sealed class HeadingLines(IReadOnlyList<SourceLine> lines)
{
    private const int MostLines = 60;
    private readonly int width = Width(lines);

    /// <summary>Whether the line goes on with the heading, which the lines directly before it hold.</summary>
    public bool Continue(Paragraph heading, int index)
    {
        var (line, before) = (lines[index], lines[index - 1]);
        var text = heading.Lines[^1].Text;
        if (LineSigns.IsBullet(line.Text) || heading.Lines.Count > MostLines)
        {
            return false;
        }

        if (text.Length == 0)
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

        if (text[^1] is '.' or ':' or ';')
        {
            return false;
        }

        if (char.IsDigit(line.Text[0]) || LineSigns.Hangs(text) || IsFull(before, line))
        {
            return true;
        }

        return Capitals.Are(text) ? Capitals.Are(line.Text) : IsRest(index) || text.Contains(". ", StringComparison.Ordinal);
    }

    public static bool IsUnnumbered(SourceLine line) =>
        line.IsHeading || ((line.IsBold || (Capitals.Are(line.Text) && line.Text.Contains(' ', StringComparison.Ordinal)))
            && char.IsUpper(line.Text[0]) && line.Text[^1] is not ('.' or ';' or ',' or ':'));

    /// <summary>A wrapped line is full; what is left over is shorter, and no sentence.</summary>
    private bool IsRest(int index)
    {
        var (line, before) = (lines[index], lines[index - 1]);
        var nextIsFree = index + 1 >= lines.Count || lines[index + 1].IsBlank || MarkerReader.Read(lines[index + 1].Text).Kind != MarkerKind.None;
        return before.Text.Length >= 60 && line.Text.Length < before.Text.Length && nextIsFree && line.Text[^1] is not ('.' or ';' or ':');
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
}
