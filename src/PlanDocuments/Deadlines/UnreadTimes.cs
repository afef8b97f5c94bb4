using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>"hoàn thành trong …" with a time behind it that nobody could read: told, so that no spelling is lost in silence.</summary>
internal static class UnreadTimes
{
    private const int LongestPhrase = 12;
    private static readonly Phrases Conditions = new("khi", "sau", "đã", "chưa", "không", "được", "bị", "nếu");

    public static void Warn(DeadlineScan scan, bool[] skipped)
    {
        var passage = scan.Passage;
        for (var i = 0; i < passage.Count;)
        {
            var word = Math.Max(DeadlineWords.Due.At(passage, i), DeadlineWords.Names.At(passage, i));
            if (word == 0)
            {
                i++;
                continue;
            }

            if (Conditions.At(passage, i - 1) > 0)
            {
                // "sau khi hoàn thành", "chưa hoàn thành năm 2021": on what it depends, no time of its own.
                i += word;
                continue;
            }

            var at = i + word;
            while (DeadlineWords.Lead.At(passage, at) is > 0 and var more && !passage.Breaks(at))
            {
                at += more;
            }

            // The last of these words may be the time's own ("ngày cuối cùng", "tuần 3").
            var named = Enumerable.Range(i + word, Math.Max(0, at - i - word)).Any(j => IsUnit(passage, j));
            var isTime = (named || IsTime(passage, at)) && !passage.Breaks(at);
            var end = at;
            while (end < passage.Count && end - at < LongestPhrase && !scan.Closes(end))
            {
                end++;
            }

            if (isTime && !scan.IsUsed(i, end) && !skipped.AsSpan(i, end - i).Contains(true))
            {
                scan.Warn(i, end, "is a time that could not be read", "là thời gian không đọc được");
            }

            i = Math.Max(at, i + 1);
        }
    }

    /// <summary>"tháng 6", "ngày cuối cùng": not "tiến độ tháng, quý".</summary>
    private static bool IsUnit(Passage passage, int at) => DeadlineWords.Units.At(passage, at) is > 0 and var unit
        && Enumerable.Range(at + unit, 2).Any(i => DateReader.Numeral(passage, i) is not null || DateReader.Number(passage, i, 4) is not null || DeadlineWords.Parts.At(passage, i) > 0);

    private static bool IsTime(Passage passage, int at) => IsUnit(passage, at)
        // "hoàn thành 10/12 xã" is a fraction: only a year tells that it is a time.
        || (passage.Key(at + 1) is "/" or "-" or "." && passage.IsGlued(at + 1) && Enumerable.Range(at + 2, 3).Any(i => DateReader.Year(passage, i) is not null));
}
