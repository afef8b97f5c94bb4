using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>"các năm 2023, 2024 và 2025": several years at once.</summary>
internal static class DeadlineYears
{
    private const int Most = 15;

    /// <summary>The years behind the words, each with the token behind it; empty where fewer than two stand there.</summary>
    public static IReadOnlyList<(int Year, int End)> Listed(Passage passage, int at)
    {
        var i = at + DeadlineWords.TheYears.At(passage, at);
        var years = new List<(int Year, int End)>();
        while (i > at && years.Count < Most && DateReader.Year(passage, i) is { } year)
        {
            years.Add((year, i + 1));
            var more = DeadlineWords.More.At(passage, i + 1);
            if (more == 0)
            {
                break;
            }

            i += 1 + more;
            i += DeadlineWords.TheYears.At(passage, i);
        }

        return years.Count > 1 ? years : [];
    }
}
