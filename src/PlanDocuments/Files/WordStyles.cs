using DocumentFormat.OpenXml.Wordprocessing;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>What a paragraph's style says, itself or by the styles that it is based on.</summary>
internal sealed class WordStyles
{
    private const int LongestChain = 16;

    private readonly Dictionary<string, Style> styles = [];
    private readonly string? normal;

    public WordStyles(Styles? source)
    {
        foreach (var style in source?.Elements<Style>() ?? [])
        {
            if (style.StyleId?.Value is { } id)
            {
                styles.TryAdd(id, style);
                if (style.Type?.InnerText == "paragraph" && style.Default?.Value == true)
                {
                    normal = id;
                }
            }
        }
    }

    /// <summary>1 to 6 for a heading; 0 for text.</summary>
    public int HeadingOf(string? style) =>
        Chain(style).Select(one => one.StyleParagraphProperties?.OutlineLevel?.Val?.Value).FirstOrDefault(level => level is not null) is { } level and < 6 ? level + 1 : 0;

    /// <summary>The list that the style belongs to, and the level there where the style says it.</summary>
    public (int NumberId, int? Level, string Style)? ListOf(string? style)
    {
        foreach (var one in Chain(style))
        {
            if (one.StyleParagraphProperties?.NumberingProperties is { NumberingId.Val.Value: var id } list)
            {
                return (id, list.NumberingLevelReference?.Val?.Value, one.StyleId!.Value!);
            }
        }

        return null;
    }

    public bool IsBold(string? style) =>
        Chain(style).Select(one => one.StyleRunProperties?.Bold).FirstOrDefault(bold => bold is not null) is { } bold && (bold.Val is null || bold.Val.Value);

    /// <summary>True for the lines of a table of contents, which repeat the headings.</summary>
    public bool IsContents(string? style) =>
        style is not null && styles.TryGetValue(style, out var found) && found.StyleName?.Val?.Value is { } name && name.StartsWith("toc ", StringComparison.OrdinalIgnoreCase);

    private IEnumerable<Style> Chain(string? style)
    {
        var id = style ?? normal;
        for (var i = 0; i < LongestChain && id is not null && styles.TryGetValue(id, out var found); i++)
        {
            yield return found;
            id = found.BasedOn?.Val?.Value;
        }
    }
}
