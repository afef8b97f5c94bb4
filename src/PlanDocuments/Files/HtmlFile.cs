using System.Diagnostics;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>Reads HTML: blocks, lists with their numbers, tables. Scripts do not run and nothing is fetched.</summary>
internal sealed class HtmlFile
{
    private const int MostElements = 300_000;
    private const int Deepest = 200;

    // The parser walks up the open elements for each mark: of a page of nothing but open marks it would never have done.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly MarkdownWriter writer;
    private readonly StringBuilder line = new();
    private readonly Dictionary<IElement, int> numbers = [];
    private readonly CancellationToken cancellationToken;
    private bool allBold = true;
    private List<FileParagraph>? cell;
    private string marker = "";
    private int heading;

    private HtmlFile(CancellationToken cancellationToken)
    {
        this.cancellationToken = cancellationToken;
        writer = new MarkdownWriter(cancellationToken);
    }

    public static string Read(string html, CancellationToken cancellationToken)
    {
        var count = 0;
        var startedAt = Stopwatch.GetTimestamp();
        var parser = new HtmlParser(new HtmlParserOptions
        {
            MaximumDepth = Deepest,
            SkipComments = true,
            DisableElementPositionTracking = true,
            // Unclosed marks multiply in each following paragraph; the parser itself sets no bound.
            OnCreated = (_, _) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (++count > MostElements || Stopwatch.GetElapsedTime(startedAt) > Longest)
                {
                    throw new FileRefusedException(FileRefusals.TooComplex);
                }
            },
        });
        using var document = parser.ParseDocument(html);
        var file = new HtmlFile(cancellationToken);
        if (document.Body is { } body)
        {
            file.Children(body, false);
        }

        file.EndBlock();
        return file.writer.ToString();
    }

    private void Children(INode parent, bool isBold)
    {
        foreach (var node in parent.ChildNodes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (node)
            {
                case IText text:
                    Text(text.Data, isBold);
                    break;
                case IHtmlTableElement table when cell is null:
                    EndBlock();
                    Table(table);
                    break;
                case IHtmlElement element when !IsHidden(element):
                    Element(element, isBold);
                    break;
                default:
                    break;
            }
        }
    }

    private void Element(IHtmlElement element, bool isBold)
    {
        var name = element.LocalName;
        if (name is "br")
        {
            line.Append('\n');
            return;
        }

        isBold = IsBold(element) ?? isBold;
        if (!IsBlock(name))
        {
            Children(element, isBold);
            return;
        }

        EndBlock();
        if (name is "li" && element is IHtmlListItemElement item)
        {
            marker = MarkerOf(item);
        }

        heading = name is ['h', >= '1' and <= '6'] ? name[1] - '0' : 0;
        Children(element, isBold);
        EndBlock();
        heading = 0;
    }

    private void Text(string data, bool isBold)
    {
        var isBlank = string.IsNullOrWhiteSpace(data);
        if (marker.Length > 0 && !isBlank)
        {
            line.Append(marker).Append(' ');
            marker = "";
        }

        // White space of the source is one space; line breaks are <br>.
        foreach (var c in data)
        {
            if (c is ' ' or '\t' or '\r' or '\n' or '\f')
            {
                if (line.Length > 0 && line[^1] is not (' ' or '\n'))
                {
                    line.Append(' ');
                }
            }
            else
            {
                line.Append(c);
            }
        }

        allBold &= isBold || isBlank;
    }

    private void EndBlock()
    {
        var text = line.ToString().Trim();
        line.Clear();
        if (text.Length > 0)
        {
            if (cell is not null)
            {
                cell.Add(new FileParagraph(text, allBold));
            }
            else
            {
                writer.Paragraph(text, allBold, heading);
            }
        }

        allBold = true;
    }

    private void Table(IHtmlTableElement element)
    {
        var table = new FileTable();
        foreach (var row in element.Rows.Where(row => !IsHidden(row)))
        {
            table.Row();
            foreach (var source in row.Cells)
            {
                cell = [];
                Children(source, IsBold(source) ?? false);
                EndBlock();
                table.Cell(new FileCell(cell, source.ColumnSpan, source.RowSpan));
            }

            cell = null;
        }

        writer.Table(table);
    }

    private static bool IsHidden(IElement element) =>
        element.LocalName is "script" or "style" or "noscript" or "template" or "nav" or "del" or "head" or "title" or "svg" or "button" or "select"
        || element.HasAttribute("hidden") || StyleHas(element, "display:none") || StyleHas(element, "mso-hide:all");

    private static bool? IsBold(IElement element) => element.LocalName switch
    {
        "b" or "strong" or "th" => true,
        _ when StyleHas(element, "font-weight:bold") || StyleHas(element, "font-weight:700") || StyleHas(element, "font-weight:600") => true,
        _ when StyleHas(element, "font-weight:normal") || StyleHas(element, "font-weight:400") => false,
        _ => null,
    };

    private static bool StyleHas(IElement element, string declaration) =>
        element.GetAttribute("style") is { } style
        && style.Replace(" ", "", StringComparison.Ordinal).Contains(declaration, StringComparison.OrdinalIgnoreCase);

    private static bool IsBlock(string name) => name is "p" or "div" or "li" or "ul" or "ol" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "section"
        or "article" or "header" or "footer" or "main" or "aside" or "blockquote" or "pre" or "center" or "dl" or "dt" or "dd" or "tr" or "td" or "th" or "table"
        or "tbody" or "thead" or "address" or "figure" or "figcaption" or "fieldset" or "form" or "hr";

    private string MarkerOf(IHtmlListItemElement item)
    {
        if (item.ParentElement is not IHtmlOrderedListElement list)
        {
            return "-";
        }

        var number = item.Value ?? (numbers.TryGetValue(list, out var last) ? last + 1 : list.Start);
        numbers[list] = number;
        return list.Type switch
        {
            "a" => $"{ListNumber.Letter(number)})",
            "A" => $"{ListNumber.Letter(number).ToUpperInvariant()}.",
            "i" => $"{ListNumber.Write(number, "lowerRoman")})",
            "I" => $"{ListNumber.Write(number, "upperRoman")}.",
            _ => $"{number}.",
        };
    }
}
