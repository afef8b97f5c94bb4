using System.Text;
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
    private readonly StringBuilder line = new();
    private readonly Stack<bool> fields = [];
    private List<Paragraph> boxes = [];
    private bool allBold = true;
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
                writer.Table(ReadTable(table));
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
    private static IEnumerable<OpenXmlElement> Inner(OpenXmlElement element) =>
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
            Inline(child, isBold);
        }

        // The paragraph's end was deleted: what follows belongs to it.
        var mark = properties?.ParagraphMarkRunProperties;
        var isDeleted = mark?.GetFirstChild<Deleted>() is not null || mark?.GetFirstChild<MoveFrom>() is not null;
        if (!goesOn && (line.Length > 0 || !isDeleted))
        {
            number = Number(properties, style, line.Length > 0);
        }

        goesOn = isDeleted;
        if (!isDeleted)
        {
            heading = properties?.OutlineLevel?.Val?.Value is { } level ? (level < 6 ? level + 1 : 0) : styles.HeadingOf(style);
            EndParagraph(cell);
        }

        if (boxes.Count > 0)
        {
            var inside = boxes;
            boxes = [];
            foreach (var box in inside)
            {
                ReadParagraph(box, cell);
            }
        }
    }



    private void EndParagraph(List<FileParagraph>? cell)
    {
        var text = line.ToString().Trim(' ', '\t', '\n');
        if (text.Length > 0)
        {
            text = number.Length > 0 ? $"{number} {text}" : text;
            if (cell is null)
            {
                writer.Paragraph(text, allBold, heading);
            }
            else
            {
                cell.Add(new FileParagraph(text, allBold));
            }
        }

        line.Clear();
        if (fields.Contains(true))
        {
            // An instruction ends with its paragraph; one that does not is damaged, and must not swallow the text behind it.
            fields.Clear();
        }

        (allBold, goesOn, number, heading) = (true, false, "", 0);
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

    private void Inline(OpenXmlElement element, bool isBold)
    {
        switch (element)
        {
            case DeletedRun or MoveFromRun or ParagraphProperties:
                break;
            case Run run:
                ReadRun(run, isBold);
                break;
            case InsertedRun or MoveToRun or Hyperlink or SimpleField or SdtRun or SdtContentRun or CustomXmlRun or BidirectionalOverride or BidirectionalEmbedding
                or AlternateContent:
                foreach (var child in Inner(element))
                {
                    Inline(child, isBold);
                }

                break;
            case OpenXmlUnknownElement { LocalName: "smartTag" }:
                // Word 2003 marked places and dates so; the SDK does not know it.
                line.AppendJoin("", element.Descendants().Where(inside => inside.LocalName == "t").Select(inside => inside.InnerText));
                break;
            default:
                break;
        }
    }

    private void ReadRun(Run run, bool isBold)
    {
        var properties = run.RunProperties;
        if (IsOn(properties?.Vanish))
        {
            return;
        }

        var before = line.Length;
        foreach (var child in run.ChildElements)
        {
            if (child is FieldChar field)
            {
                Field(field);
            }
            else if (!fields.Contains(true))
            {
                RunContent(child);
            }
        }

        if (line.Length > before && line.ToString(before, line.Length - before).AsSpan().ContainsAnyExcept(" \t\n"))
        {
            allBold &= properties?.Bold is { } bold ? IsOn(bold) : isBold;
        }
    }

    /// <summary>A field's instruction is no text; its result is.</summary>
    private void Field(FieldChar field)
    {
        if (field.FieldCharType?.InnerText is "begin")
        {
            fields.Push(true);
        }
        else if (fields.Count > 0)
        {
            fields.Pop();
            if (field.FieldCharType?.InnerText is "separate")
            {
                fields.Push(false);
            }
        }
    }

    private void RunContent(OpenXmlElement element)
    {
        switch (element)
        {
            case DocumentFormat.OpenXml.Wordprocessing.Text text:
                line.Append(text.Text.ReplaceLineEndings(" "));
                break;
            case TabChar:
                line.Append('\t');
                break;
            case Break or CarriageReturn:
                line.Append('\n');
                break;
            case NoBreakHyphen:
                line.Append('-');
                break;
            case AlternateContent or Drawing or Picture:
                // Letterheads are set in text boxes at times.
                boxes.AddRange((element as AlternateContent is { } choices ? choices.GetFirstChild<AlternateContentChoice>() : element)
                    ?.Descendants<TextBoxContent>().SelectMany(box => box.Elements<Paragraph>()) ?? []);
                break;
            default:
                break;
        }
    }

    private FileTable ReadTable(Table source)
    {
        var table = new FileTable();
        foreach (var row in source.ChildElements.SelectMany(child => child is SdtRow ? child.Descendants<TableRow>() : child is TableRow one ? [one] : []))
        {
            if (row.TableRowProperties?.GetFirstChild<Deleted>() is not null)
            {
                continue;
            }

            table.Row();
            for (var skipped = row.TableRowProperties?.GetFirstChild<GridBefore>()?.Val?.Value ?? 0; skipped > 0 && skipped < 64; skipped--)
            {
                table.Cell(FileCell.Empty);
            }

            foreach (var cell in row.ChildElements.SelectMany(child => child is SdtCell ? child.Descendants<TableCell>() : child is TableCell one ? [one] : []))
            {
                var paragraphs = new List<FileParagraph>();
                ReadCell(cell, paragraphs);
                var merge = cell.TableCellProperties?.VerticalMerge;
                var isBegun = merge is not null && merge.Val?.InnerText == "restart";
                table.Cell(new FileCell(
                    paragraphs, cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1, isBegun ? RowsOf(row, cell) : 1, HasCellsBelow: isBegun,
                    ContinuesAbove: merge is not null && !isBegun));
            }
        }

        return table;
    }

    // Only a header's height counts, which is small.
    private static int RowsOf(TableRow row, TableCell cell)
    {
        var at = row.Elements<TableCell>().TakeWhile(before => before != cell).Sum(before => before.TableCellProperties?.GridSpan?.Val?.Value ?? 1);
        var rows = 1;
        for (var next = row.NextSibling<TableRow>(); next is not null && rows < 4; next = next.NextSibling<TableRow>(), rows++)
        {
            var column = 0;
            var below = next.Elements<TableCell>().FirstOrDefault(candidate =>
            {
                var isHere = column == at;
                column += candidate.TableCellProperties?.GridSpan?.Val?.Value ?? 1;
                return isHere;
            });
            if (below?.TableCellProperties?.VerticalMerge is not { } merge || merge.Val?.InnerText == "restart")
            {
                break;
            }
        }

        return rows;
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

    private static bool IsOn(OnOffType? property) => property is not null && (property.Val is null || property.Val.Value);
}
