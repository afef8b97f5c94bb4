using System.Text;
using KGPlanGraph.PlanDocuments.Outline;
using KGPlanGraph.PlanDocuments.Text;
using UglyToad.PdfPig.Content;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>How a line stands to the one before.</summary>
internal enum PdfJoin
{
    /// <summary>The page's width broke it.</summary>
    Continues,

    /// <summary>A line of its own, e.g. of a title, in the same paragraph.</summary>
    Line,

    /// <summary>A new paragraph.</summary>
    Paragraph,
}

/// <summary>A line of a page, from left to right; where more than two ems are free in it stands a tab.</summary>
internal sealed class PdfLine
{
    private const double Column = 2.0;
    private const double Part = 0.9;
    private const double Space = 0.17;

    /// <summary>A table in the place of lines.</summary>
    public PdfLine(PdfTable table) =>
        (Table, Text, Y, Left, Right, Size, FirstWordEnd) = (table, "", table.Top, table.Left, table.Right, 1, table.Right);

    private PdfLine(List<Letter> letters)
    {
        letters.Sort((a, b) => a.StartBaseLine.X.CompareTo(b.StartBaseLine.X));
        Size = letters.Max(letter => letter.PointSize);
        Y = letters[0].StartBaseLine.Y;
        var text = new StringBuilder();
        var start = 0;
        var partLeft = double.NaN;
        Letter? before = null;
        var isBold = true;
        FirstWordEnd = double.NaN;
        foreach (var letter in letters)
        {
            if (string.IsNullOrWhiteSpace(letter.Value))
            {
                continue;
            }

            if (before is not null)
            {
                var gap = letter.StartBaseLine.X - before.EndBaseLine.X;
                // Bold by printing twice.
                if (letter.Value == before.Value && letter.StartBaseLine.X - before.StartBaseLine.X < 0.2 * before.Width)
                {
                    continue;
                }

                if (gap > Part * Size)
                {
                    Parts.Add((partLeft, before.EndBaseLine.X, text.ToString(start, text.Length - start)));
                    (start, partLeft) = (text.Length + 1, letter.StartBaseLine.X);
                }

                if (gap > Space * Size)
                {
                    text.Append(gap > Column * Size ? '\t' : ' ');
                    FirstWordEnd = double.IsNaN(FirstWordEnd) ? before.EndBaseLine.X : FirstWordEnd;
                }
            }

            partLeft = double.IsNaN(partLeft) ? letter.StartBaseLine.X : partLeft;
            isBold &= letter.FontDetails.IsBold || letter.FontDetails.Weight >= 600 || (letter.FontName ?? "").Contains("bold", StringComparison.OrdinalIgnoreCase);
            text.Append(letter.Value);
            before = letter;
        }

        Text = text.ToString();
        Parts.Add((partLeft, before!.EndBaseLine.X, Text[start..]));
        IsBold = isBold;
        Left = letters.First(letter => !string.IsNullOrWhiteSpace(letter.Value)).StartBaseLine.X;
        Right = before!.EndBaseLine.X;
        FirstWordEnd = double.IsNaN(FirstWordEnd) ? Right : FirstWordEnd;
    }

    public string Text { get; }

    /// <summary>What stands between wide gaps, from left to right.</summary>
    public List<(double Left, double Right, string Text)> Parts { get; } = [];

    /// <summary>The table that stands here; then there is no text.</summary>
    public PdfTable? Table { get; }

    public bool IsBold { get; }

    public double Left { get; }

    public double Right { get; }

    /// <summary>The base line, from the page's foot.</summary>
    public double Y { get; }

    public double Size { get; }

    public double FirstWordWidth => FirstWordEnd - Left;

    private double FirstWordEnd { get; }

    /// <summary>The lines of a page from top to bottom. Text that runs upwards (stamps in a margin) is left out.</summary>
    public static List<PdfLine> Of(IReadOnlyList<Letter> letters)
    {
        var lines = new List<PdfLine>();
        var sorted = letters.Where(letter => letter.TextOrientation is TextOrientation.Horizontal or TextOrientation.Other)
            .OrderByDescending(letter => letter.StartBaseLine.Y).ToList();
        for (var start = 0; start < sorted.Count;)
        {
            var (end, y) = (start, sorted[start].StartBaseLine.Y);
            while (end < sorted.Count && y - sorted[end].StartBaseLine.Y < 0.4 * Math.Max(sorted[end].PointSize, 1))
            {
                end++;
            }

            end = Math.Max(end, start + 1);
            var line = sorted[start..end];
            if (line.Any(letter => !string.IsNullOrWhiteSpace(letter.Value)))
            {
                lines.Add(new PdfLine(line));
            }

            start = end;
        }

        return lines;
    }
}

/// <summary>Tells by margins, distances and words which lines belong together.</summary>
internal sealed class PdfLayout
{
    private readonly double left;
    private readonly double right;
    private readonly double pitch;

    public PdfLayout(List<List<PdfLine>> pages)
    {
        var lines = pages.SelectMany(page => page).Where(line => line.Table is null).ToList();
        left = At(lines.Select(line => line.Left), 0.05);
        right = At(lines.Select(line => line.Right), 0.95);
        // The usual distance of base lines, in ems.
        pitch = At(pages.SelectMany(page => page.Zip(page.Skip(1), (above, below) => (above.Y - below.Y) / Math.Max(below.Size, 1))).Where(gap => gap is > 0.8 and < 3), 0.3);
        pitch = pitch == 0 ? 1.2 : pitch;
    }

    public PdfJoin Join(PdfLine before, PdfLine line)
    {
        if (before.Table is not null || line.Table is not null)
        {
            return PdfJoin.Paragraph;
        }

        if (before.Text.Contains('\t', StringComparison.Ordinal) || line.Text.Contains('\t', StringComparison.Ordinal))
        {
            return PdfJoin.Line;
        }

        var down = before.Y - line.Y;
        var isNewPage = down <= 0;
        if (!isNewPage && down > (pitch + 0.35) * Math.Max(before.Size, line.Size))
        {
            return PdfJoin.Paragraph;
        }

        var isLower = char.IsLower(line.Text[0]);
        var isFull = before.Right + (0.25 * line.Size) + line.FirstWordWidth > right - (0.3 * line.Size);
        var isIndented = line.Left > left + (0.8 * line.Size) && line.Left > before.Left + (0.5 * line.Size);
        var isMarked = MarkerReader.Read(line.Text).Kind != MarkerKind.None || LineSigns.IsBullet(line.Text);
        var isEnded = before.Text[^1] is '.' or ';' or ':' or '!' or '?' or '”';
        if (Math.Abs(before.Size - line.Size) > 0.15 * line.Size || (before.IsBold != line.IsBold && !isLower && (isMarked || !isFull)))
        {
            return PdfJoin.Paragraph;
        }

        if (isMarked && (isEnded || !isFull || isIndented))
        {
            return PdfJoin.Paragraph;
        }

        if (isFull && (isLower || !isIndented))
        {
            return PdfJoin.Continues;
        }

        return isIndented && isEnded ? PdfJoin.Paragraph : isLower && !isEnded && !isIndented && line.Left <= left + line.Size && before.Left <= left + (4 * line.Size)
            ? PdfJoin.Continues : PdfJoin.Line;
    }

    private static double At(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[(int)((sorted.Count - 1) * share)];
    }
}
