using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>"trong quý II/2022", "tháng 6 - tháng 8/2022", "06/2022", "6 tháng đầu năm", "9 tháng đầu năm": quarters, months, and the months with which a year begins or ends.</summary>
internal static class PeriodDeadlines
{
    private static readonly string Year = WordKey.Of("năm");
    private static readonly string Now = WordKey.Of("nay");

    public static int Read(DeadlineScan scan, WrittenPeriod period)
    {
        var passage = scan.Passage;
        var lead = scan.LeadBefore(period.Start);
        var end = period.End;
        if (!IsTriggered(scan, period, lead) || lead.IsBeginningLabel)
        {
            return end;
        }

        if (lead.Within(passage, DeadlineWords.Beginnings) && !period.IsRange)
        {
            return scan.IsPast(period.Year) ? end : scan.WarnBeginning(lead.Start, end);
        }

        if (lead.Within(passage, DeadlineWords.Vague))
        {
            return scan.Warn(lead.Start, end, "does not say which day is meant", "không xác định được ngày cụ thể");
        }

        if (period.Last < 1 || period.Last > period.Most)
        {
            return scan.Warn(lead.Start, end, "does not exist", "không tồn tại");
        }

        return DeadlineWords.EachYear.At(passage, end) is > 0 and var each
            ? scan.AddEach(scan.Years.All.SelectMany(period.EachIn), lead.Start, end + each)
            : ReadOne(scan, period, lead);
    }

    private static bool IsTriggered(DeadlineScan scan, WrittenPeriod period, DeadlineLead lead)
    {
        var passage = scan.Passage;
        var recurs = DeadlineWords.EachYear.At(passage, period.End) is > 0 and var each && scan.Closes(period.End + each);
        var hasYear = period.Year is not null || DeadlineWords.ThisYear.At(passage, period.End) > 0;
        return lead.IsLabelled || lead.Within(passage, DeadlineWords.PeriodTriggers) || lead.FollowsDeadline || (period.IsRange && !period.IsBare)
            || (recurs && !IsOfSomething(passage, lead.Start))
            || (hasYear && (!period.IsBare || passage.Key(lead.Start - 1) == "(") && ClosesClause(passage, period, lead));
    }

    private static int ReadOne(DeadlineScan scan, WrittenPeriod period, DeadlineLead lead)
    {
        var (passage, end) = (scan.Passage, period.End);
        var later = period.Year is null ? DeadlineWords.NextYear.At(passage, end) : 0;
        if (scan.YearOf(period.Year, lead.Start, end + later) is not { } year)
        {
            return end + later;
        }

        year += later > 0 ? 1 : 0;
        end += passage.Key(end) == Year && passage.Key(end + 1) == Now ? 2 : later;
        if (year is < 1 or > 9999)
        {
            return scan.Warn(lead.Start, end, "does not exist", "không tồn tại");
        }

        // "trước tháng 6": the day before it begins; "trước cuối tháng 6" is by its end.
        return lead.Within(passage, DeadlineWords.Before) && !lead.Within(passage, DeadlineWords.FirstOfAll) && !lead.Within(passage, DeadlineWords.EndOf)
            ? scan.Add(DeadlineKind.BeforeDate, period.FirstDay(year).AddDays(-1), lead.Start, end)
            : scan.Add(period.In(year).Kind, period.In(year).DueOn, lead.Start, end);
    }

    /// <summary>"Sở A chủ trì, quý II/2022." and "(quý II/2022)": with it the clause is over, and nothing before says that it is what something is of.</summary>
    private static bool ClosesClause(Passage passage, WrittenPeriod period, DeadlineLead lead)
    {
        var behind = period.End + DeadlineWords.ThisYear.At(passage, period.End);
        var closes = behind >= passage.Count || passage.Breaks(behind) || passage.Key(behind) is "." or ";" or ")" or ",";
        var before = lead.Start;
        // A dash with blanks around it parts clauses; one without joins.
        var isJoined = passage.Key(before - 1) is ":" || (passage.Key(before - 1) is "-" && (passage.IsGlued(before - 1) || passage.IsGlued(before)));
        return closes && !isJoined && !IsOfSomething(passage, before);
    }

    /// <summary>"kết quả quý II": the words before say that something is of it.</summary>
    public static bool IsOfSomething(Passage passage, int start) => Enumerable.Range(1, 3).Any(back => DeadlineWords.OfTime.At(passage, start - back) == back);

    /// <summary>"6 tháng đầu năm 2022", "9 tháng đầu năm"</summary>
    public static int ReadMonthsOfYear(DeadlineScan scan, int at, int months) => ReadMonths(
        scan, at, at + 2 + DeadlineWords.HalfEnds.At(scan.Passage, at + 2), months, DeadlineWords.LastHalf.At(scan.Passage, at + 2) > 0);

    /// <summary>The months with which a year begins or ends.</summary>
    public static int ReadMonths(DeadlineScan scan, int at, int end, int months, bool isLast)
    {
        var passage = scan.Passage;
        var year = DateReader.Number(passage, end, 4);
        end += year is null ? 0 : 1;
        var lead = scan.LeadBefore(at);
        var isTriggered = lead.IsLabelled || lead.Within(passage, DeadlineWords.PeriodTriggers) || lead.FollowsDeadline
            || (scan.IsApart(lead.Start) && scan.Closes(end) && !scan.IsPast(year));
        if (!isTriggered || months is < 1 or > 11 || scan.YearOf(year, lead.Start, end) is not { } inYear)
        {
            return end;
        }

        var last = isLast ? 12 : months;
        return scan.Add(
            months == 6 ? DeadlineKind.HalfYear : DeadlineKind.Period, new DateOnly(inYear, last, DateTime.DaysInMonth(inYear, last)), lead.Start, end);
    }
}
