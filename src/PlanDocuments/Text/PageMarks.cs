using KGPlanGraph.PlanDocuments.Outline;

namespace KGPlanGraph.PlanDocuments.Text;

/// <summary>Takes out what converters leave of pages: a number alone on its line is blank, and a sentence torn by it runs on.</summary>
internal static class PageMarks
{
    public static void TakeOut(List<SourceLine> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (!IsPageNumber(lines[i].Text))
            {
                continue;
            }

            var before = Neighbour(lines, i, -1);
            var after = Neighbour(lines, i, 1);
            if (before < 0 || after < 0)
            {
                lines[i] = lines[i] with { Text = "", Wide = "" };
                continue;
            }

            var torn = lines[before].Text[^1] is not ('.' or ';' or ':' or '!' or '?') && MarkerReader.Read(lines[after].Text).Kind == MarkerKind.None;
            for (var j = before + 1; j < after; j++)
            {
                lines[j] = lines[j] with { Text = "", Wide = "", IsTorn = torn };
            }
        }
    }

    private static bool IsPageNumber(string text) =>
        text.Length is > 0 and <= 9 && text.Trim('-', '–', ' ') is { Length: > 0 and <= 3 } number && number.All(char.IsAsciiDigit);

    private static int Neighbour(List<SourceLine> lines, int i, int step)
    {
        for (i += step; i >= 0 && i < lines.Count; i += step)
        {
            if (!lines[i].IsBlank && !IsPageNumber(lines[i].Text))
            {
                return i;
            }
        }

        return -1;
    }
}
