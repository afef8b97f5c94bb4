using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>
/// Reads a Word document (.docx): the numbers that Word shows are written out, tracked changes count as accepted, headers, footers, notes and comments
/// are left out. The body is read element by element, so that memory follows the largest table and not the document.
/// </summary>
internal sealed class WordFile
{
    private const long LongestPart = 64L * 1024 * 1024;

    private readonly MarkdownWriter writer;
    private readonly WordStyles styles;
    private readonly WordNumbering numbering;
    private readonly CancellationToken cancellationToken;
    private readonly WordRuns runs = new();
    private bool goesOn;
    private string number = "";
    private int heading;

    private WordFile(MainDocumentPart part, CancellationToken cancellationToken)
    {
        this.cancellationToken = cancellationToken;
        writer = new MarkdownWriter(cancellationToken);
        styles = new WordStyles(part.StyleDefinitionsPart?.Styles);
        numbering = new WordNumbering(part.NumberingDefinitionsPart?.Numbering);
    }

    public static string Read(byte[] file, CancellationToken cancellationToken)
    {
        WordArchive.Check(file, cancellationToken);
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            using var word = WordprocessingDocument.Open(stream, false, new OpenSettings { MaxCharactersInPart = LongestPart });
            if (word.MainDocumentPart is not { } part)
            {
                throw new FileRefusedException(FileRefusals.Archive);
            }

            OpenXmlPart?[] parts = [part, part.StyleDefinitionsPart, part.NumberingDefinitionsPart];
            if (parts.Any(used => used is not null && WordArchive.IsMedia(used.Uri.ToString())))
            {
                throw new FileRefusedException(FileRefusals.Broken);
            }

            var reading = new WordFile(part, cancellationToken);
            reading.ReadBody(part);
            return reading.writer.ToString();
        }
        catch (Exception e) when (e is OpenXmlPackageException or XmlException or FileFormatException or InvalidDataException or IOException
            or UriFormatException or FormatException or InvalidOperationException or ArgumentException or OverflowException or NotSupportedException)
        {
            // The SDK answers what is not as the standard has it in its own many ways.
            throw new FileRefusedException(FileRefusals.Broken, e);
        }
    }

    private void ReadBody(MainDocumentPart part)
    {
        using var reader = OpenXmlReader.Create(part);
        // Down to w:document and w:body, then from child to child.
        if (!reader.Read() || !reader.ReadFirstChild())
        {
            return;
        }

        while (reader.ElementType != typeof(Body))
        {
            if (!reader.ReadNextSibling())
            {
                return;
            }
        }

        if (!reader.ReadFirstChild())
        {
            return;
        }

        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.LoadCurrentElement() is { } element)
            {
                Block(element);
            }
        }
        while (reader.ReadNextSibling());

        EndParagraph(null);
    }

    private void Block(OpenXmlElement element)
    {
        switch (element)
        {
            case Paragraph paragraph:
                ReadParagraph(paragraph, null);
                break;
            case Table table:
                EndParagraph(null);
                writer.Table(WordTable.Read(table, ReadCell));
                break;
            case SdtBlock block when IsContents(block):
                break;
            case SdtBlock or CustomXmlBlock or SdtContentBlock or AlternateContent:
                foreach (var child in Inner(element))
                {
                    Block(child);
                }

                break;
            default:
                break;
        }
    }

    private static bool IsContents(SdtBlock block) =>
        block.SdtProperties?.Descendants<DocPartGallery>().Any(gallery => gallery.Val?.Value == "Table of Contents") == true;

    /// <summary>Of alternatives the first, which is what Word shows.</summary>
    internal static IEnumerable<OpenXmlElement> Inner(OpenXmlElement element) =>
        element is AlternateContent ? element.GetFirstChild<AlternateContentChoice>()?.ChildElements ?? Enumerable.Empty<OpenXmlElement>() : element.ChildElements;

    private void ReadParagraph(Paragraph paragraph, List<FileParagraph>? cell)
    {
        var properties = paragraph.ParagraphProperties;
        var style = properties?.ParagraphStyleId?.Val?.Value;
        if (styles.IsContents(style))
        {
            return;
        }

        var isBold = styles.IsBold(style);
        foreach (var child in paragraph.ChildElements)
        {
            runs.Read(child, isBold);
        }

        // The paragraph's end was deleted: what follows belongs to it.
        var mark = properties?.ParagraphMarkRunProperties;
        var isDeleted = mark?.GetFirstChild<Deleted>() is not null || mark?.GetFirstChild<MoveFrom>() is not null;
        if (!goesOn && (runs.HasText || !isDeleted))
        {
            number = Number(properties, style, runs.HasText);
        }

        goesOn = isDeleted;
        if (!isDeleted)
        {
            heading = properties?.OutlineLevel?.Val?.Value is { } level ? (level < 6 ? level + 1 : 0) : styles.HeadingOf(style);
            EndParagraph(cell);
        }

        foreach (var box in runs.TakeBoxes())
        {
            ReadParagraph(box, cell);
        }
    }

    private void EndParagraph(List<FileParagraph>? cell)
    {
        var isBold = runs.IsBold;
        var text = runs.End();
        if (text.Length > 0)
        {
            text = number.Length > 0 ? $"{number} {text}" : text;
            if (cell is null)
            {
                writer.Paragraph(text, isBold, heading);
            }
            else
            {
                cell.Add(new FileParagraph(text, isBold));
            }
        }

        (goesOn, number, heading) = (false, "", 0);
    }

    /// <summary>Word counts paragraphs without text too, but shows their number beside nothing; those are not counted as items here.</summary>
    private string Number(ParagraphProperties? properties, string? style, bool hasText)
    {
        var own = properties?.NumberingProperties;
        var list = styles.ListOf(style);
        var id = own?.NumberingId?.Val?.Value ?? list?.NumberId ?? 0;
        var level = own?.NumberingLevelReference?.Val?.Value
            ?? list?.Level ?? (list is { } linked ? numbering.LevelOf(linked.NumberId, linked.Style) : null) ?? 0;
        return id == 0 ? "" : numbering.Next(id, level) is var written && hasText ? written : "";
    }

    private void ReadCell(OpenXmlElement cell, List<FileParagraph> paragraphs)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var child in cell.ChildElements)
        {
            switch (child)
            {
                case Paragraph paragraph:
                    ReadParagraph(paragraph, paragraphs);
                    break;
                case Table or TableRow or TableCell or SdtBlock or SdtContentBlock or CustomXmlBlock:
                    ReadCell(child, paragraphs);
                    break;
                default:
                    break;
            }
        }

        if (cell is TableCell)
        {
            EndParagraph(paragraphs);
        }
    }
}
