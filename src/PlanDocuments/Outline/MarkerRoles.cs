using System.Globalization;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Outline;

/// <summary>What the marker at the head of a line is there: that of a section, of an item, or of a list inside an item. The same "1)" can be each of them.</summary>
internal sealed class MarkerRoles(IReadOnlyList<SourceLine> lines)
{
    private const int MostLettersLeftOut = 10;

    /// <summary>"Mục 1" in a part or chapter stands above its articles.</summary>
    public static Marker InChapter(Marker marker, string text, OutlineSection? section) =>
        marker.Kind is MarkerKind.Number or MarkerKind.Roman && marker.Parts.Count == 1 && text.StartsWith("mục ", StringComparison.OrdinalIgnoreCase)
            && section?.Lineage().Any(above => above.Marker.Kind is MarkerKind.Chapter or MarkerKind.Division) == true
            ? marker with { Kind = MarkerKind.Group, Label = $"M{marker.Last.ToString(CultureInfo.InvariantCulture)}" } : marker;

    /// <param name="marker">At the head of the line.</param>
    /// <param name="index">The line's.</param>
    /// <param name="free">Nothing before the line goes on in it.</param>
    /// <param name="before">The marker of the section that goes before among those below the same parent.</param>
    /// <param name="section">The section at hand.</param>
    /// <param name="item">Its item at hand.</param>
    public bool IsSection(Marker marker, int index, bool free, Marker before, OutlineSection? section, OutlineItem? item)
    {
        var line = lines[index];
        if (marker.Kind is MarkerKind.None or MarkerKind.Letter)
        {
            return false;
        }

        var expected = marker.Last == (before.Kind == marker.Kind ? before.Last + 1 : 1);
        switch (marker.Kind)
        {
            case MarkerKind.Division or MarkerKind.Chapter or MarkerKind.Group or MarkerKind.Article:
                return free || line.IsBold;
            case MarkerKind.Part:
                return expected && (section is null || section.Lineage().Any(above => above.Marker.Kind is MarkerKind.Part or MarkerKind.Annex));
        }

        if (line.IsHeading || line.IsBold)
        {
            return true;
        }

        if (IsBracketedItem(marker, index, section, item))
        {
            return false;
        }

        // "1)" or "2. ..." in small letters below a lettered item is a list inside it.
        var inItem = marker.Kind == MarkerKind.Number && item is { Marker.Length: > 0 };
        return !(inItem && marker.IsBracketed && !before.IsBracketed) && (expected || (free && !(inItem && char.IsLower(marker.Rest[0]))));
    }

    /// <summary>A letter that follows on the last one, or a number in brackets below a heading.</summary>
    public bool IsItem(Marker marker, int index, bool free, OutlineSection? section, OutlineItem? item)
    {
        if (marker.Kind != MarkerKind.Letter || section is null)
        {
            return IsBracketedItem(marker, index, section, item);
        }

        var last = section.LastLetter.Kind == MarkerKind.None ? 0 : section.LastLetter.Last;
        var expected = marker.Last > last && marker.Last - last <= MostLettersLeftOut;
        return expected || (!lines[index].Text.StartsWith('(') && free && !IsSmallRoman(marker, index, item));
    }

    /// <summary>"(1)" and "1)" below a heading are items as letters are, unless letters follow below them.</summary>
    private bool IsBracketedItem(Marker marker, int index, OutlineSection? section, OutlineItem? item)
    {
        if (marker.Kind != MarkerKind.Number || !marker.IsBracketed || section is null || item is { Marker.Length: > 0, IsBracketed: false })
        {
            return false;
        }

        for (int i = index + 1, looked = 0; i < lines.Count && looked < 4; i++)
        {
            if (lines[i].IsBlank)
            {
                continue;
            }

            looked++;
            var next = MarkerReader.Read(lines[i].Text);
            if (next.Kind != MarkerKind.None)
            {
                return next.Kind != MarkerKind.Letter;
            }
        }

        return true;
    }

    /// <summary>i) with ii) to follow is a list inside an item, as is v) or x) behind iv) or ix).</summary>
    private bool IsSmallRoman(Marker marker, int index, OutlineItem? item)
    {
        if (marker.Label is not ("i" or "v" or "x") || item is null)
        {
            return false;
        }

        var twin = marker.Label == "i" ? "ii" : marker.Label == "v" ? "iv" : "ix";
        var step = marker.Label == "i" ? 1 : -1;
        for (int i = index + step, looked = 0; i >= 0 && i < lines.Count && looked < 12; i += step, looked++)
        {
            if (lines[i].Text.StartsWith(twin, StringComparison.Ordinal) && lines[i].Text.Length > 2 && lines[i].Text[2] is ')' or '.')
            {
                return true;
            }
        }

        return false;
    }
}
