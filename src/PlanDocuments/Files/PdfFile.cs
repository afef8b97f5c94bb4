using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KGPlanGraph.PlanDocuments.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>
/// Reads the text layer of a PDF: letters become lines from top to bottom, page numbers and running heads go, and lines that were broken by the page's width
/// become paragraphs again. Columns of a letterhead stay apart as tabs; tables are read by the lines drawn around their cells, or else by their columns.
/// </summary>
internal sealed partial class PdfFile
{
    private const int MostPages = 2_000;
    private const int MostLetters = 3 * PlanFile.MaxCharacters;
    private const int DeepestStack = 64;

    /// <summary>A page with fewer letters than this is a picture with a stamp on it.</summary>
    private const int FewLetters = 10;

    private readonly List<List<PdfLine>> pages = [];
    private readonly SortedSet<int> guessed = [];
    private readonly SortedSet<int> unread = [];

    /// <returns>The text, and where in it a person should look.</returns>
    public static (string Text, Wording? Note) Read(byte[] file, CancellationToken cancellationToken)
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

        var text = pdf.Write(cancellationToken);
        return (text, pdf.Guessed());
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
            List<Letter> rest = [.. page.Letters];
            var tables = PdfTable.TakeFrom(rest, new PdfRules(page.Paths));
            pages.Add([.. PdfLine.Of(rest).Concat(tables.Select(table => new PdfLine(table))).OrderByDescending(line => line.Y)]);
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
        PdfTable? table = null;
        var isBold = true;
        foreach (var line in PdfColumns.Read(pages, guessed, unread))
        {
            var how = before is null ? PdfJoin.Paragraph : layout.Join(before, line);
            before = line;
            if (line.Table is not null && table?.GoesOnWith(line.Table) == true)
            {
                continue;
            }

            if (how == PdfJoin.Continues)
            {
                Append(paragraph, line.Text);
                isBold &= line.IsBold;
                continue;
            }

            Flush(how);
            table = line.Table;
            paragraph.Append(line.Text);
            isBold = line.IsBold;
        }

        Flush(PdfJoin.Paragraph);
        return writer.ToString();

        void Flush(PdfJoin how)
        {
            if (table is not null)
            {
                writer.Table(table.ToFileTable());
                (table, paragraph) = (null, paragraph.Clear());
            }

            if (paragraph.Length > 0 && how == PdfJoin.Line)
            {
                writer.Line(paragraph.ToString(), isBold);
            }
            else if (paragraph.Length > 0)
            {
                writer.Paragraph(paragraph.ToString(), isBold);
            }

            paragraph.Clear();
        }
    }

    private Wording? Guessed()
    {
        Wording[] notes =
        [
            .. guessed.Count == 0 ? (Wording[])[] : [new Wording(
                $"Tables without drawn lines were read by their columns, on page {string.Join(", ", guessed)}: compare them with the document.",
                $"Bảng không kẻ khung ở trang {string.Join(", ", guessed)} được đọc theo vị trí cột: hãy đối chiếu với văn bản.")],
            .. unread.Count == 0 ? (Wording[])[] : [new Wording(
                $"Words stand in columns that make no table, on page {string.Join(", ", unread)}: they were read line by line.",
                $"Chữ xếp thành cột nhưng không thành bảng ở trang {string.Join(", ", unread)}: được đọc theo từng dòng.")],
        ];
        return notes.Length == 0 ? null : new Wording(
            string.Join(' ', notes.Select(note => note.English)), string.Join(' ', notes.Select(note => note.Vietnamese)));
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
                var repeated = pages.Where(page => page.Count > 1).Select(page => isTop ? page[0] : page[^1]).Where(line => line.Table is null).Select(Key).CountBy(key => key)
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
