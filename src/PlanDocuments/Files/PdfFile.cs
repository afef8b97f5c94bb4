using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KGPlanGraph.PlanDocuments.Outline;
using KGPlanGraph.PlanDocuments.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>
/// Reads the text layer of a PDF: letters become lines from top to bottom, page numbers and running heads go, and lines that were broken by the page's width
/// become paragraphs again. Columns of a letterhead stay apart as tabs.
/// </summary>
internal sealed partial class PdfFile
{
    private const int MostPages = 2_000;
    private const int MostLetters = 3 * PlanFile.MaxCharacters;
    private const int DeepestStack = 64;

    /// <summary>A page with fewer letters than this is a picture with a stamp on it.</summary>
    private const int FewLetters = 10;

    private readonly List<List<PdfLine>> pages = [];

    public static string Read(byte[] file, CancellationToken cancellationToken)
    {
        var filters = new PdfFilters(cancellationToken);
        var pdf = new PdfFile();
        try
        {
            using var document = PdfDocument.Open(
                file, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, MaxStackDepth = DeepestStack, FilterProvider = filters });
            pdf.ReadPages(document, filters, cancellationToken);
        }
        catch (PdfDocumentEncryptedException e)
        {
            throw new FileRefusedException(FileRefusals.Encrypted, e);
        }
        catch (Exception e) when (filters.IsExceeded && e is not OperationCanceledException)
        {
            throw new FileRefusedException(FileRefusals.TooComplex, e);
        }
        catch (Exception e) when (e is not (FileRefusedException or OperationCanceledException or OutOfMemoryException))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // PdfPig answers what is not as the standard has it in its own many ways.
            throw new FileRefusedException(FileRefusals.Broken, e);
        }

        if (filters.IsExceeded)
        {
            throw new FileRefusedException(FileRefusals.TooComplex);
        }

        return pdf.Write(cancellationToken);
    }

    private void ReadPages(PdfDocument document, PdfFilters filters, CancellationToken cancellationToken)
    {
        if (document.NumberOfPages > MostPages)
        {
            throw new FileRefusedException(FileRefusals.TooComplex);
        }

        var (letters, pictures) = (0, 0);
        for (var number = 1; number <= document.NumberOfPages; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            filters.BeginPage();
            var page = document.GetPage(number);
            letters += page.Letters.Count;
            if (letters > MostLetters)
            {
                throw new FileRefusedException(FileRefusals.TooLong);
            }

            pictures += page.NumberOfImages > 0 ? 1 : 0;
            pages.Add(PdfLine.Of(page.Letters));
        }

        if (letters < FewLetters * document.NumberOfPages)
        {
            throw new FileRefusedException(letters == 0 && pictures == 0 ? FileRefusals.Empty : FileRefusals.Scan);
        }
    }

    private string Write(CancellationToken cancellationToken)
    {
        DropPageNumbers();
        DropRunningHeads();
        var layout = new PdfLayout(pages);
        var writer = new MarkdownWriter(cancellationToken);
        var paragraph = new StringBuilder();
        PdfLine? before = null;
        var isBold = true;
        foreach (var line in pages.SelectMany(page => page))
        {
            var how = before is null ? PdfJoin.Paragraph : layout.Join(before, line);
            if (how == PdfJoin.Continues)
            {
                Append(paragraph, line.Text);
                isBold &= line.IsBold;
            }
            else
            {
                Flush(how);
                paragraph.Append(line.Text);
                isBold = line.IsBold;
            }

            before = line;
        }

        Flush(PdfJoin.Paragraph);
        return writer.ToString();

        void Flush(PdfJoin how)
        {
            if (paragraph.Length == 0)
            {
                return;
            }

            if (how == PdfJoin.Line)
            {
                writer.Line(paragraph.ToString(), isBold);
            }
            else
            {
                writer.Paragraph(paragraph.ToString(), isBold);
            }

            paragraph.Clear();
        }
    }

    /// <summary>Joins a line to the one before; a word that was torn by a hyphen becomes whole, "2021-" and "2025" keep theirs.</summary>
    private static void Append(StringBuilder paragraph, string line)
    {
        if (paragraph[^1] is not ('-' or '/') || paragraph.Length < 2 || paragraph[^2] == ' ' || (paragraph[^1] == '-' && char.IsLetter(paragraph[^2])))
        {
            TornLines.Join(paragraph, line);
        }

        paragraph.Append(line);
    }

    private void DropPageNumbers()
    {
        foreach (var page in pages)
        {
            if (page.Count > 0 && PageNumber().IsMatch(page[^1].Text))
            {
                page.RemoveAt(page.Count - 1);
            }

            if (page.Count > 0 && PageNumber().IsMatch(page[0].Text))
            {
                page.RemoveAt(0);
            }
        }
    }

    /// <summary>What stands first or last, at the same height, on most pages, numbers aside.</summary>
    private void DropRunningHeads()
    {
        for (var round = 0; round < 3; round++)
        {
            foreach (var isTop in (bool[])[true, false])
            {
                var repeated = pages.Where(page => page.Count > 1).Select(page => Key(isTop ? page[0] : page[^1])).CountBy(key => key)
                    .Where(count => count.Value >= 3 && count.Value * 2 >= pages.Count).Select(count => count.Key).ToHashSet();
                foreach (var page in pages.Where(page => page.Count > 1 && repeated.Contains(Key(isTop ? page[0] : page[^1]))))
                {
                    page.RemoveAt(isTop ? 0 : page.Count - 1);
                }
            }
        }
    }

    private static string Key(PdfLine line) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(line.Y / 4)} {Digits().Replace(line.Text, "0")}");

    [GeneratedRegex(@"^\W*(trang\s*)?\d{1,4}(\s*/\s*\d{1,4})?\W*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}

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
    private const double Space = 0.17;

    private PdfLine(List<Letter> letters)
    {
        letters.Sort((a, b) => a.StartBaseLine.X.CompareTo(b.StartBaseLine.X));
        Size = letters.Max(letter => letter.PointSize);
        Y = letters[0].StartBaseLine.Y;
        var text = new StringBuilder();
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

                if (gap > Space * Size)
                {
                    text.Append(gap > Column * Size ? '\t' : ' ');
                    FirstWordEnd = double.IsNaN(FirstWordEnd) ? before.EndBaseLine.X : FirstWordEnd;
                }
            }

            isBold &= letter.FontDetails.IsBold || letter.FontDetails.Weight >= 600 || (letter.FontName ?? "").Contains("bold", StringComparison.OrdinalIgnoreCase);
            text.Append(letter.Value);
            before = letter;
        }

        Text = text.ToString();
        IsBold = isBold;
        Left = letters.First(letter => !string.IsNullOrWhiteSpace(letter.Value)).StartBaseLine.X;
        Right = before!.EndBaseLine.X;
        FirstWordEnd = double.IsNaN(FirstWordEnd) ? Right : FirstWordEnd;
    }

    public string Text { get; }

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
        var lines = pages.SelectMany(page => page).ToList();
        left = At(lines.Select(line => line.Left), 0.05);
        right = At(lines.Select(line => line.Right), 0.95);
        // The usual distance of base lines, in ems.
        pitch = At(pages.SelectMany(page => page.Zip(page.Skip(1), (above, below) => (above.Y - below.Y) / Math.Max(below.Size, 1))).Where(gap => gap is > 0.8 and < 3), 0.3);
        pitch = pitch == 0 ? 1.2 : pitch;
    }

    public PdfJoin Join(PdfLine before, PdfLine line)
    {
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
