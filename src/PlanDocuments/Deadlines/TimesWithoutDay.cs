using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>Times that name no day of the calendar: counted from another day, tied to an event, or left open. They are warnings, unless the other day is known.</summary>
internal static class TimesWithoutDay
{
    private const int LongestPhrase = 40;
    private static readonly string Day = WordKey.Of("ngày");
    private static readonly string Year = WordKey.Of("năm");

    /// <summary>"trong vòng 30 ngày kể từ ngày ban hành"</summary>
    public static int ReadDuration(DeadlineScan scan, int at)
    {
        var passage = scan.Passage;
        if (RecurringDeadlines.ReadOnce(scan, at) is { } behind)
        {
            return behind;
        }

        var lead = scan.LeadBefore(at);
        var isTime = lead.IsLabelled || lead.Within(passage, DeadlineWords.PeriodTriggers);
        if (DateReader.Number(passage, at, 3) is not { } number || !isTime || DeadlineWords.Regularly.At(passage, at - 2) > 0)
        {
            return at + 1;
        }

        var inDays = passage.Key(at + 1) == Day;
        var end = at + 2;
        var working = DeadlineWords.Working.At(passage, end);
        end += working;
        end += passage.Key(end) == "," ? 1 : 0;
        var from = DeadlineWords.FromIssue.At(passage, end);
        if (from > 0 && working == 0 && scan.Years.IssuedOn is { } issued)
        {
            return scan.Add(DeadlineKind.Relative, inDays ? issued.AddDays(number) : issued.AddMonths(number), lead.Start, end + from);
        }

        end = from > 0 ? end + from : at + 2 + working;
        return from > 0 ? scan.Warn(lead.Start, end, "counts from a day that is not known", "được tính từ một ngày chưa biết")
            : scan.Warn(lead.Start, end, "is a span of time, not a date", "là khoảng thời gian, không phải ngày cụ thể");
    }

    /// <summary>Whether it is told as a time at all: apart from other words, or "hoàn thành theo tiến độ dự án", "xong ngay sau khi …".</summary>
    public static bool IsTold(DeadlineScan scan, int start) => scan.IsApart(start)
        || Enumerable.Range(1, 2).Any(back => start - back >= 0 && DeadlineWords.Finishing.At(scan.Passage, start - back) == back);

    /// <summary>"; ngay sau khi Kế hoạch được ban hành": a time, but no day.</summary>
    public static int ReadNoDay(DeadlineScan scan, int start, int end)
    {
        var passage = scan.Passage;
        while (end < passage.Count && end - start < LongestPhrase && !scan.Closes(end))
        {
            if (Written.UnitAt(passage, end) is not null || passage.Key(end) == Year || DateReader.At(passage, end) is not null)
            {
                // "sau khi …, trước ngày 10/11": the day follows.
                return end;
            }

            end++;
        }

        return scan.AddNoDay(start, end);
    }

    /// <summary>"Thời gian thực hiện: Theo kế hoạch của Trung ương": a label with no time that can be read. "Thường xuyên" is none.</summary>
    public static void WarnEmptyLabels(DeadlineScan scan)
    {
        var passage = scan.Passage;
        for (var i = 0; i < passage.Count; i++)
        {
            var length = passage.StartsClause(i) ? DeadlineWords.Labels.At(passage, i) : 0;
            if (length == 0 || passage.Key(i + length) != ":")
            {
                continue;
            }

            var start = i + length + 1;
            var end = start;
            while (end < passage.Count && end - start < LongestPhrase && !passage.EndsSentence(end) && passage.Key(end) != ";" && !(end > start && passage.Breaks(end)))
            {
                end++;
            }

            var isStanding = Enumerable.Range(start, Math.Max(0, end - start)).Any(at => DeadlineWords.Standing.At(passage, at) > 0);
            if (end > start && !isStanding && !scan.IsUsed(i, end))
            {
                scan.Warn(start, end, "names no day", "không nêu ngày cụ thể");
            }
        }
    }
}
