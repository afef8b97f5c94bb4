using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>Times that name no day of the calendar: counted from another day, tied to an event, or left open. They are warnings, unless the other day is known.</summary>
internal static class TimesWithoutDay
{
    private const int LongestPhrase = 40;
    private static readonly string Day = WordKey.Of("ngày");
    private static readonly string Year = WordKey.Of("năm");
    private static readonly string Month = WordKey.Of("tháng");
    private static readonly string Ordinal = WordKey.Of("thứ");

    /// <summary>"trong vòng 30 ngày kể từ ngày ban hành"</summary>
    public static int ReadDuration(DeadlineScan scan, int at)
    {
        var passage = scan.Passage;
        if (passage.Key(at + 1) == Year)
        {
            return ReadYears(scan, at);
        }

        if (RecurringDeadlines.ReadOnce(scan, at) is { } behind)
        {
            return behind;
        }

        if (passage.Key(at + 1) == Month && Every(passage, at) && DateReader.Number(passage, at, 2) is (2 or 3 or 4 or 6 or 12) and { } months)
        {
            return RecurringDeadlines.AddMonths(scan, months, at - 1, at + 2);
        }

        var lead = scan.LeadBefore(at);
        var isTime = lead.IsLabelled || lead.Within(passage, DeadlineWords.PeriodTriggers);
        if (DateReader.Number(passage, at, 3) is not { } number || !isTime || DeadlineWords.Regularly.At(passage, at - 2) > 0)
        {
            return at + 1;
        }

        if (IsWeeks(passage, at + 1))
        {
            return scan.Warn(lead.Start, at + 2, "is a span of time, not a date", "là khoảng thời gian, không phải ngày cụ thể");
        }

        var inDays = passage.Key(at + 1) == Day;
        if (inDays && DateReader.Number(passage, at + 2, 2) is not null)
        {
            // "trong 2 ngày 10 và 11/6": the days follow.
            return at + 2;
        }

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

    /// <summary>"2 năm một lần", "định kỳ 5 năm", "trong 3 năm": no day, and no year to begin with.</summary>
    private static int ReadYears(DeadlineScan scan, int at)
    {
        var passage = scan.Passage;
        var once = DeadlineWords.Once.At(passage, at + 2);
        var regularly = DeadlineWords.Regularly.At(passage, at - 2) == 2;
        var lead = scan.LeadBefore(at);
        return once > 0 || regularly || (lead.IsLabelled && scan.Closes(at + 2))
            ? scan.Warn(regularly ? at - 2 : lead.Start, at + 2 + once, "is a span of time, not a date", "là khoảng thời gian, không phải ngày cụ thể") : at + 1;
    }

    /// <summary>"mỗi 6 tháng"; "định kỳ 6 tháng" is read from its first word.</summary>
    private static bool Every(Passage passage, int at) => DeadlineWords.Every.At(passage, at - 1) == 1;

    /// <summary>"trong 2 tuần"</summary>
    public static bool IsWeeks(Passage passage, int at) => DeadlineWords.Week.At(passage, at) > 0 && DeadlineWords.Vague.At(passage, at) == 0;

    /// <summary>"hoàn thành trong tuần 2 tháng 6", "tuần từ 13 đến 17/6": a week is no day, but its last one may be named. Null where no time is told.</summary>
    public static int? ReadWeek(DeadlineScan scan, int at, int end)
    {
        var passage = scan.Passage;
        var lead = scan.LeadBefore(at);
        if (DeadlineWords.Vague.At(passage, at) > 0 || DeadlineWords.EachWeek.At(passage, at - 1) > 0 || !(lead.IsLabelled || lead.Within(passage, DeadlineWords.PeriodTriggers)))
        {
            return null;
        }

        var isNumbered = DateReader.Numeral(passage, end) is not null || passage.Key(end) == Ordinal;
        if (!isNumbered)
        {
            return null;
        }

        end += passage.Key(end) == Ordinal ? 2 : 1;
        while (end < passage.Count && end - at < LongestPhrase && !scan.Closes(end))
        {
            end++;
        }

        return scan.Warn(lead.Start, end, "does not say which day is meant", "không xác định được ngày cụ thể");
    }

    /// <summary>Whether it is told as a time at all: apart from other words, or "hoàn thành theo tiến độ dự án", "xong ngay sau khi …".</summary>
    public static bool IsTold(DeadlineScan scan, int start) => scan.IsApart(start)
        || Enumerable.Range(1, 2).Any(back => start - back >= 0 && DeadlineWords.Finishing.At(scan.Passage, start - back) == back)
        || DeadlineWords.EachWeek.At(scan.Passage, start) is > 0 and var week && scan.Closes(start + week);

    /// <summary>"; ngay sau khi Kế hoạch được ban hành": a time, but no day.</summary>
    public static int ReadNoDay(DeadlineScan scan, int start, int end)
    {
        var passage = scan.Passage;
        while (end < passage.Count && end - start < LongestPhrase && !scan.Closes(end))
        {
            var isRange = DateReader.Number(passage, end, 2) is not null && DeadlineWords.Until.At(passage, end + 1) > 0;
            if (isRange || Written.UnitAt(passage, end) is not null || passage.Key(end) == Year || DateReader.At(passage, end) is not null)
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
