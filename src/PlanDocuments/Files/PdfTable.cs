using System.Text;
using KGPlanGraph.PlanDocuments.Outline;
using KGPlanGraph.PlanDocuments.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>
/// A table of a page, by the lines that are drawn around its cells. Where a line between two cells is missing, they are one. PDF knows no tables: a table
/// without drawn lines is read by its columns, and told (<see cref="PdfFile"/>).
/// </summary>
internal sealed class PdfTable
{
    private const double SameColumn = 4;

    private readonly double[] columns;
    private readonly List<List<FileCell>> rows = [];

    private PdfTable(double[] columns, double top, double bottom) => (this.columns, Top, Bottom) = (columns, top, bottom);

    public double Top { get; }

    public double Bottom { get; }

    public double Left => columns[0];

    public double Right => columns[^1];

    /// <summary>A table of columns, in the place of its first line.</summary>
    public static PdfTable OfColumns(List<List<string>> cells, PdfLine first)
    {
        var table = new PdfTable([.. Enumerable.Range(0, cells[0].Count + 1).Select(i => first.Left + i)], first.Y, first.Y);
        table.rows.AddRange(cells.Select(row => row.ConvertAll(cell => new FileCell(cell.Length == 0 ? [] : [new FileParagraph(cell, false)]))));
        return table;
    }

    /// <summary>The tables of a page from top to bottom; their letters are taken out of <paramref name="letters"/>.</summary>
    public static List<PdfTable> TakeFrom(List<Letter> letters, PdfRules rules)
    {
        var tables = new List<PdfTable>();
        foreach (var (xs, ys) in rules.Grids())
        {
            var inside = letters.Where(letter => IsInside(letter, xs, ys)).ToList();
            if (inside.Count == 0)
            {
                continue;
            }

            letters.RemoveAll(letter => IsInside(letter, xs, ys));
            var table = new PdfTable(xs, ys[0], ys[^1]);
            table.Fill(inside, xs, ys, rules);
            tables.Add(table);
        }

        return tables;
    }

    /// <summary>Takes in the rest of this table from the next page, without the header that was repeated there; false where the other is another table.</summary>
    public bool GoesOnWith(PdfTable next)
    {
        if (next.columns.Length != columns.Length || next.columns.Zip(columns).Any(pair => Math.Abs(pair.First - pair.Second) > SameColumn))
        {
            return false;
        }

        var more = rows.Count > 0 && next.rows.Count > 0 && next.rows[0].Select(cell => cell.Text).SequenceEqual(rows[0].Select(cell => cell.Text)) ? next.rows[1..] : next.rows;
        // A row that the page's end has cut has no number on the next page.
        if (rows.Count > 1 && more.Count > 0 && more[0].Count == rows[^1].Count && more[0].Count > 2 && more[0][0].Text.Length == 0 && rows[^1][0].Text.Length > 0)
        {
            rows[^1] = [.. rows[^1].Zip(more[0]).Select(pair => new FileCell(Joined(pair.First, pair.Second), pair.First.Columns, pair.First.Rows))];
            more = more[1..];
        }

        rows.AddRange(more);
        return true;
    }

    public FileTable ToFileTable()
    {
        var table = new FileTable();
        foreach (var row in rows)
        {
            table.Row();
            row.ForEach(table.Cell);
        }

        return table;
    }

    private static List<FileParagraph> Joined(FileCell above, FileCell below) =>
        above.Paragraphs.Count == 0 || below.Paragraphs.Count == 0 ? [.. above.Paragraphs, .. below.Paragraphs]
        : [.. above.Paragraphs.SkipLast(1), new FileParagraph($"{above.Paragraphs[^1].Text} {below.Paragraphs[0].Text}", false), .. below.Paragraphs.Skip(1)];

    private static bool IsInside(Letter letter, double[] xs, double[] ys)
    {
        var (x, y) = Middle(letter);
        return x > xs[0] && x < xs[^1] && y < ys[0] && y > ys[^1];
    }

    private static (double X, double Y) Middle(Letter letter) => ((letter.StartBaseLine.X + letter.EndBaseLine.X) / 2, letter.StartBaseLine.Y + (0.2 * letter.PointSize));

    private void Fill(List<Letter> letters, double[] xs, double[] ys, PdfRules rules)
    {
        var byPlace = letters.ToLookup(letter => Place(letter, xs, ys));
        var taken = new bool[ys.Length - 1, xs.Length - 1];
        for (var row = 0; row < ys.Length - 1; row++)
        {
            rows.Add([]);
            for (var column = 0; column < xs.Length - 1; column++)
            {
                if (taken[row, column])
                {
                    continue;
                }

                var (width, height) = (1, 1);
                while (column + width < xs.Length - 1 && !rules.HasVertical(xs[column + width], (ys[row] + ys[row + 1]) / 2))
                {
                    width++;
                }

                while (row + height < ys.Length - 1 && !rules.HasHorizontal(ys[row + height], (xs[column] + xs[column + 1]) / 2))
                {
                    height++;
                }

                var own = new List<Letter>();
                for (var i = row; i < row + height; i++)
                {
                    for (var j = column; j < column + width; j++)
                    {
                        taken[i, j] = true;
                        own.AddRange(byPlace[(i, j)]);
                    }
                }

                rows[^1].Add(new FileCell(Paragraphs(own), width, height));
            }
        }
    }

    private static (int Row, int Column) Place(Letter letter, double[] xs, double[] ys)
    {
        var (x, y) = Middle(letter);
        return (Array.FindLastIndex(ys, bound => bound >= y), Array.FindLastIndex(xs, bound => bound <= x));
    }

    private static List<FileParagraph> Paragraphs(List<Letter> letters)
    {
        var paragraphs = new List<FileParagraph>();
        var text = new StringBuilder();
        foreach (var line in PdfLine.Of(letters).Select(line => line.Text.Replace('\t', ' ')))
        {
            if (LineSigns.IsBullet(line) && text.Length > 0)
            {
                paragraphs.Add(new FileParagraph(text.ToString(), false));
                text.Clear();
            }

            TornLines.Join(text, line);
            text.Append(line);
        }

        return text.Length == 0 ? paragraphs : [.. paragraphs, new FileParagraph(text.ToString(), false)];
    }
}

/// <summary>The straight lines that are drawn on a page; a thin filled rectangle is one too.</summary>
internal sealed class PdfRules
{
    private const double Thin = 3;
    private const double Shortest = 6;
    private const double Near = 2;
    private const int MostLines = 20_000;
    private const int MostBounds = 400;

    private readonly List<(double At, double From, double To)> verticals = [];
    private readonly List<(double At, double From, double To)> horizontals = [];

    public PdfRules(IReadOnlyList<PdfPath> paths)
    {
        foreach (var path in paths.Where(path => !path.IsClipping && (path.IsFilled || path.IsStroked)))
        {
            foreach (var part in path)
            {
                if (verticals.Count + horizontals.Count > MostLines)
                {
                    return;
                }

                Add(part, path.IsStroked);
            }
        }
    }

    /// <summary>The bounds of columns from left to right, and of rows from top to bottom, of each group of lines that makes cells.</summary>
    public IEnumerable<(double[] Columns, double[] Rows)> Grids()
    {
        foreach (var group in Groups())
        {
            var xs = Distinct(group.Select(line => line.At));
            var (low, high) = (group.Min(line => line.From), group.Max(line => line.To));
            var across = horizontals.Where(line => line.At >= low - Near && line.At <= high + Near && line.To > xs[0] + Near && line.From < xs[^1] - Near).Select(line => line.At);
            var ys = Distinct([.. across, low, high]);
            if (xs.Length is >= 3 and <= MostBounds && ys.Length is >= 3 and <= MostBounds)
            {
                Array.Reverse(ys);
                yield return (xs, ys);
            }
        }
    }

    /// <summary>Whether an upright line goes through the height at this place.</summary>
    public bool HasVertical(double x, double y) => verticals.Exists(line => Math.Abs(line.At - x) <= Near && line.From - Near <= y && line.To + Near >= y);

    /// <summary>Whether a level line goes through the place at this height.</summary>
    public bool HasHorizontal(double y, double x) => horizontals.Exists(line => Math.Abs(line.At - y) <= Near && line.From - Near <= x && line.To + Near >= x);

    /// <summary>Upright lines that stand beside each other, or go on below each other.</summary>
    private List<List<(double At, double From, double To)>> Groups()
    {
        var groups = new List<List<(double At, double From, double To)>>();
        var low = 0.0;
        foreach (var line in verticals.OrderByDescending(line => line.To))
        {
            if (groups.Count == 0 || line.To < low - Near)
            {
                groups.Add([]);
                low = line.From;
            }

            groups[^1].Add(line);
            low = Math.Min(low, line.From);
        }

        return groups;
    }

    private void Add(PdfSubpath part, bool isStroked)
    {
        if (part.GetBoundingRectangle() is not { } box)
        {
            return;
        }

        if (box.Width <= Thin && box.Height > Shortest)
        {
            verticals.Add(((box.Left + box.Right) / 2, box.Bottom, box.Top));
        }
        else if (box.Height <= Thin && box.Width > Shortest)
        {
            horizontals.Add(((box.Bottom + box.Top) / 2, box.Left, box.Right));
        }
        else if (isStroked && part.IsDrawnAsRectangle && box.Width > Thin && box.Height > Thin)
        {
            verticals.AddRange([(box.Left, box.Bottom, box.Top), (box.Right, box.Bottom, box.Top)]);
            horizontals.AddRange([(box.Bottom, box.Left, box.Right), (box.Top, box.Left, box.Right)]);
        }
        else if (isStroked)
        {
            foreach (var line in part.Commands.OfType<PdfSubpath.Line>())
            {
                AddLine(line.From, line.To);
            }
        }
    }

    private void AddLine(PdfPoint from, PdfPoint to)
    {
        var (width, height) = (Math.Abs(from.X - to.X), Math.Abs(from.Y - to.Y));
        if (width <= 1 && height > Shortest)
        {
            verticals.Add((from.X, Math.Min(from.Y, to.Y), Math.Max(from.Y, to.Y)));
        }
        else if (height <= 1 && width > Shortest)
        {
            horizontals.Add((from.Y, Math.Min(from.X, to.X), Math.Max(from.X, to.X)));
        }
    }

    private static double[] Distinct(IEnumerable<double> values)
    {
        var distinct = new List<double>();
        foreach (var value in values.Order())
        {
            if (distinct.Count == 0 || value - distinct[^1] > Near)
            {
                distinct.Add(value);
            }
        }

        return [.. distinct];
    }
}
