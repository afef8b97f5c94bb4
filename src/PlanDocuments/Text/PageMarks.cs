using KGPlanGraph.PlanDocuments.Outline;

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

    private static bool IsPageNumber(string text) =>
        text.Length is > 0 and <= 9 && text.Trim('-', '–', ' ') is { Length: > 0 and <= 3 } number && number.All(char.IsAsciiDigit);
}
