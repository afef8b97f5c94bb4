using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Tasks;

/// <summary>A title for lists from the item's own words: its first sentence that is neither grounds nor assignment.</summary>
internal static class ShortTitle
{
    public const int Longest = 200;

    /// <summary>The words between the tokens, cut at a word's end where they are too many, the first letter a capital.</summary>
    public static string From(Passage passage, int start, int end) => Cut(passage.Slice(start, Math.Max(start, Math.Min(end, passage.Count))));

    public static string Cut(string text)
    {
        var trimmed = text.Trim(' ', ';', ',', '.', ':', '-', '–', '+', '•').TrimEnd('(', ' ');
        if (trimmed.Length == 0)
        {
            return "";
        }

        trimmed = char.ToUpperInvariant(trimmed[0]) + trimmed[1..];
        if (trimmed.Length <= Longest)
        {
            return trimmed;
        }

        var space = trimmed.LastIndexOf(' ', Longest - 2);
        var cut = space > Longest / 2 ? space : Longest - 1;
        if (char.IsHighSurrogate(trimmed[cut - 1]))
        {
            cut--;
        }

        return trimmed[..cut].TrimEnd(' ', ',', ';', ':') + "…";
    }
}
