
namespace KGPlanGraph.PlanDocuments.Text;

/// <summary>Takes out what converters leave of pages: a number alone on its line is blank, and a sentence torn by it runs on.</summary>
internal static class PageMarks
{
    public static void TakeOut(List<SourceLine> lines)
    {
        var before = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            if (!IsPageNumber(lines[i].Text))
            {
                before = lines[i].IsBlank ? before : i;
                continue;
            }

            var after = i;
            while (after < lines.Count && (lines[after].IsBlank || IsPageNumber(lines[after].Text)))
            {
                after++;
            }

            var torn = before >= 0 && after < lines.Count && lines[before].Text[^1] is not ('.' or ';' or ':' or '!' or '?')
                && MarkerReader.Read(lines[after].Text).Kind == MarkerKind.None;
            for (var j = before + 1; j < after; j++)
            {
                lines[j] = lines[j] with { Text = "", Wide = "", Cells = null, IsTorn = torn };
            }

            i = after - 1;
        }
    }

    /// <summary>"7", "- 7 -", "Trang 7", "Trang 7/12"; "7/12" alone may be a date.</summary>
    private static bool IsPageNumber(string text)
    {
        if (text.Length is 0 or > 16)
        {
            return false;
        }

        var number = text.Trim('-', '–', '—', ' ', '.');
        var isNamed = number.StartsWith("trang ", StringComparison.OrdinalIgnoreCase);
        number = isNamed ? number[6..].Trim() : number;
        var page = isNamed && number.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? number.Remove(slash, 1) : number;
        return page.Length > 0 && page.Length <= (isNamed ? 6 : 3) && page.All(char.IsAsciiDigit);
    }
}
