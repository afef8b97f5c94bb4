using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>
/// Puts the text of a paragraph together, run by run: what was deleted, hidden, or only instructs a field is no text. A paragraph whose end was deleted goes
/// on in the next one, and so does its text here.
/// </summary>
internal sealed class WordRuns
{
    private readonly StringBuilder line = new();
    private readonly Stack<bool> fields = [];
    private List<Paragraph> boxes = [];

    /// <summary>Whether there is any text so far.</summary>
    public bool HasText => line.Length > 0;

    /// <summary>Whether all text so far is bold.</summary>
    public bool IsBold { get; private set; } = true;

    /// <summary>The text, with which the paragraph ends.</summary>
    public string End()
    {
        var text = line.ToString().Trim(' ', '\t', '\n');
        line.Clear();
        if (fields.Contains(true))
        {
            // An instruction ends with its paragraph; one that does not is damaged, and must not swallow the text behind it.
            fields.Clear();
        }

        IsBold = true;
        return text;
    }

    /// <summary>The paragraphs of the text boxes that were met since this was last asked.</summary>
    public List<Paragraph> TakeBoxes()
    {
        var inside = boxes;
        boxes = [];
        return inside;
    }

    public void Read(OpenXmlElement element, bool isBold)
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
                foreach (var child in WordFile.Inner(element))
                {
                    Read(child, isBold);
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
            IsBold &= properties?.Bold is { } bold ? IsOn(bold) : isBold;
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

    private static bool IsOn(OnOffType? property) => property is not null && (property.Val is null || property.Val.Value);
}
