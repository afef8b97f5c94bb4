using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>"trước ngày 15/6 và ngày 15/12", "từ 01/4/2022 đến 30/6/2022": days, one or several under the same words.</summary>
internal static class DateDeadlines
{
    private const int MostDates = 12;
    private const int LongestClause = 30;
    private static readonly string Day = WordKey.Of("ngày");

    public static int Read(DeadlineScan scan, WrittenDate first)
    {
        var passage = scan.Passage;
        var lead = scan.LeadBefore(first.Start);
        var dates = Listed(passage, first);
        var end = dates[^1].End;
        var later = dates[^1].Year is null ? DeadlineWords.NextYear.At(passage, end) : 0;
        var before = lead.Within(passage, DeadlineWords.Before) && !lead.Within(passage, DeadlineWords.FirstOfAll);
        var begins = lead.Within(passage, DeadlineWords.Beginnings);
        if ((begins || lead.IsLabelled) && !before && RangeEnd(passage, first.End) is { } last)
        {
            return ReadRange(scan, lead.Start, last);
        }

        var isDeadline = before || IsDeadline(scan, lead, dates) || IsEachYear(scan, lead, end);
        if (begins && !isDeadline && OnlyBegins(scan, lead, first))
        {
            return scan.WarnBeginning(lead.Start, first.End);
        }

        if (lead.Within(passage, DeadlineWords.AsOf))
        {
            return first.End;
        }

        if (!isDeadline && !begins && IsTold(scan, lead, dates))
        {
            if (!TakesPlace(passage, lead.Start))
            {
                return scan.Warn(lead.Start, end, "is not stated as a deadline", "không được nêu là thời hạn");
            }

            isDeadline = true;
        }

        if (!isDeadline || !IsSure(scan, lead, dates, before) || lead.IsBeginningLabel)
        {
            return first.End;
        }

        if (begins)
        {
            var goesOn = DeadlineWords.Until.At(passage, first.End) > 0;
            return goesOn || scan.IsPast(first.Year) || first.Year is null ? first.End : scan.WarnBeginning(lead.Start, first.End);
        }

        // "trước 17 giờ ngày 10/11": by that hour of that very day.
        before &= !Enumerable.Range(1, 4).Any(back => DeadlineLead.IsHour(passage, first.Start - back));
        if (later > 0 && scan.Years.One is { } one)
        {
            AddNext(scan, lead, dates[^1], before, one + 1, later);
            return end + later;
        }

        if (DeadlineYears.Listed(passage, end) is { Count: > 0 } listed && dates[^1].Year is null)
        {
            return AddEachOf(scan, lead, dates, before, listed);
        }

        var each = DeadlineWords.EachYear.At(passage, end);
        Add(scan, lead, dates, before, each > 0);
        return end + each;
    }

    /// <summary>"10-15/6", "từ ngày 10 đến 15/6", "ngày 10 - 15 tháng 6": by the last day; "ngày 10 và 11/6": each. Null where it is none of them.</summary>
    public static int? ReadDays(DeadlineScan scan, int at)
    {
        var passage = scan.Passage;
        var days = new List<int>();
        var (next, isRange) = (at, false);
        while (days.Count < MostDates && DateReader.Number(passage, next, 2) is >= 1 and <= 31 and var day && passage.Key(next - 1) != "/"
            && DateReader.At(passage, next) is null && (days.Count == 0 || day > days[^1]))
        {
            days.Add(day);
            var until = DeadlineWords.Until.At(passage, next + 1);
            var join = Math.Max(until, DeadlineWords.More.At(passage, next + 1));
            if (join == 0 || (isRange && until > 0))
            {
                return null;
            }

            isRange |= until > 0;
            next += 1 + join;
            next += DeadlineWords.Day.At(passage, next);
        }

        if (days.Count == 0 || passage.Breaks(next) || DateReader.At(passage, next) is not { Day: <= 31, Month: >= 1 and <= 12 } last || last.Day <= days[^1])
        {
            return null;
        }

        var lead = scan.LeadBefore(at);
        var isTold = lead.IsLabelled || lead.Within(passage, DeadlineWords.Day) || lead.Within(passage, DeadlineWords.DateTriggers) || lead.FollowsDeadline
            || (isRange && (lead.Within(passage, DeadlineWords.Beginnings) || (scan.IsApart(lead.Start) && scan.Closes(last.End))))
            // "trong 2 ngày 10 và 11/6"
            || passage.Key(at - 1) == Day;
        if (!isTold || lead.IsBeginningLabel || scan.IsPast(last.Year))
        {
            return null;
        }

        if (lead.Within(passage, DeadlineWords.Before) && isRange)
        {
            return scan.Warn(lead.Start, last.End, "does not name one day", "không xác định một ngày cụ thể");
        }

        isRange |= passage.Key(at - 1) == Day && DateReader.Number(passage, at - 2, 2) is not null;
        if (isRange)
        {
            return ReadRange(scan, passage.Key(at - 1) == Day && lead.Start == at ? at - 1 : lead.Start, last);
        }

        var each = DeadlineWords.EachYear.At(passage, last.End);
        return ReadListed(scan, lead, [.. days.Select(day => last with { Day = day }), last], each);
    }

    /// <summary>"ngày 10, 11 và 12/6": each day under the same words.</summary>
    private static int ReadListed(DeadlineScan scan, DeadlineLead lead, List<WrittenDate> dates, int each)
    {
        var end = dates[^1].End + each;
        var years = each > 0 ? [.. scan.Years.All] : scan.YearOf(dates[^1].Year, lead.Start, end) is { } one ? new[] { one } : [];
        if (years.Length == 0)
        {
            return end;
        }

        var before = lead.Within(scan.Passage, DeadlineWords.Before);
        var due = years.SelectMany(year => dates.Select(date => date.In(year))).OfType<DateOnly>().ToList();
        return due.Count < years.Length * dates.Count ? scan.Warn(lead.Start, end, "does not exist", "không tồn tại")
            : scan.AddEach(due.Select(day => Due(day, before)), lead.Start, end);
    }

    /// <summary>"ngày 15/6 và 15/12 hằng năm."</summary>
    private static bool IsEachYear(DeadlineScan scan, DeadlineLead lead, int end) => DeadlineWords.EachYear.At(scan.Passage, end) is > 0 and var each
        && scan.Closes(end + each) && !PeriodDeadlines.IsOfSomething(scan.Passage, lead.Start) && !Mentions(scan.Passage, lead.Start, DeadlineWords.Papers);

    /// <summary>"…, ngày 20/8/2022" at a clause's end, within the plan's years, and not the date of a paper or of what has been.</summary>
    private static bool IsTold(DeadlineScan scan, DeadlineLead lead, List<WrittenDate> dates)
    {
        var passage = scan.Passage;
        var last = dates[^1];
        return lead.Within(passage, DeadlineWords.Day) && scan.Closes(last.End) && last.Year is { } year && !scan.IsPast(year)
            && !(scan.Years.IssuedOn is { } issued && last.In(year) < issued) && !Mentions(passage, lead.Start, DeadlineWords.Papers);
    }

    private static bool TakesPlace(Passage passage, int start) => Mentions(passage, start, DeadlineWords.TakesPlace);

    /// <summary>Whether the clause before the place has one of the words.</summary>
    private static bool Mentions(Passage passage, int start, Phrases words)
    {
        for (var i = start - 1; i >= 0 && start - i < LongestClause && passage.Key(i) is not ";" && !passage.EndsSentence(i); i--)
        {
            if (words.At(passage, i) > 0)
            {
                return true;
            }

            if (passage.Breaks(i))
            {
                break;
            }
        }

        return false;
    }

    private static void AddNext(DeadlineScan scan, DeadlineLead lead, WrittenDate date, bool before, int year, int later)
    {
        if (date.In(year) is { } day)
        {
            scan.Add(Due(day, before).Kind, Due(day, before).DueOn, lead.Start, date.End + later);
        }
        else
        {
            scan.Warn(lead.Start, date.End + later, "does not exist", "không tồn tại");
        }
    }

    /// <summary>"trước ngày 15/12 các năm 2023, 2024"</summary>
    private static int AddEachOf(DeadlineScan scan, DeadlineLead lead, List<WrittenDate> dates, bool before, IReadOnlyList<(int Year, int End)> years)
    {
        var due = years.SelectMany(year => dates.Select(date => date.In(year.Year))).OfType<DateOnly>().Select(day => Due(day, before));
        return scan.AddEach(due, lead.Start, years[^1].End);
    }

    /// <summary>"15/6 và ngày 15/12": all dates under the same words.</summary>
    private static List<WrittenDate> Listed(Passage passage, WrittenDate first)
    {
        var dates = new List<WrittenDate> { first };
        while (dates.Count < MostDates && Next(passage, dates[^1].End) is { } next)
        {
            dates.Add(next);
        }

        return dates;
    }

    private static bool IsDeadline(DeadlineScan scan, DeadlineLead lead, List<WrittenDate> dates)
    {
        var passage = scan.Passage;
        var isApart = lead.Within(passage, DeadlineWords.Day) && scan.IsApart(lead.Start) && scan.Closes(dates[^1].End) && !scan.IsPast(dates[^1].Year);
        return lead.IsLabelled || lead.Within(passage, DeadlineWords.DateTriggers) || lead.FollowsDeadline || isApart;
    }

    /// <summary>"từ ngày 01/4/2022", with no end, and not the day from which something is in force.</summary>
    private static bool OnlyBegins(DeadlineScan scan, DeadlineLead lead, WrittenDate first) =>
        first.Year is not null && !scan.IsPast(first.Year) && scan.Closes(first.End)
        && !Enumerable.Range(1, 4).Any(back => DeadlineWords.InForce.At(scan.Passage, lead.Start - back) > 0);

    /// <summary>"2/3 số hộ" is no date: without a year a word must tell that it is one.</summary>
    private static bool IsSure(DeadlineScan scan, DeadlineLead lead, List<WrittenDate> dates, bool before)
    {
        var (passage, first) = (scan.Passage, dates[0]);
        return lead.Within(passage, DeadlineWords.Day) || passage.Key(first.Start + 1) != "/" || DeadlineWords.EachYear.At(passage, dates[^1].End) > 0
            || dates[^1].Year is not null || (before && dates.Count > 1)
            || (first is { Day: <= 31, Month: <= 12 }
                && ((before && passage.Key(first.Start - 1) == WordKey.Of("trước")) || lead.Within(passage, DeadlineWords.Latest) || lead.IsLabelled
                    || (lead.Within(passage, DeadlineWords.Finishing) && first.Day > 12 && scan.Closes(dates[^1].End))));
    }

    private static void Add(DeadlineScan scan, DeadlineLead lead, List<WrittenDate> dates, bool before, bool isEachYear)
    {
        int? year = null;
        for (var i = dates.Count - 1; i >= 0; i--)
        {
            year = dates[i].Year ?? year;
            dates[i] = dates[i] with { Year = year };
        }

        foreach (var date in dates)
        {
            var start = date == dates[0] ? lead.Start : date.Start;
            if ((isEachYear || scan.IsEachYear(date.Start)) && date.Year is null)
            {
                scan.AddEach(scan.Years.All.Select(each => date.In(each)).OfType<DateOnly>().Select(day => Due(day, before)), start, date.End);
            }
            else if (scan.YearOf(date.Year, start, date.End) is { } inYear)
            {
                if (date.In(inYear) is { } day)
                {
                    scan.Add(Due(day, before).Kind, Due(day, before).DueOn, start, date.End);
                }
                else
                {
                    scan.Warn(start, date.End, "does not exist", "không tồn tại");
                }
            }
        }
    }

    /// <summary>"trước ngày 10/11" is met on the day before.</summary>
    public static (DeadlineKind Kind, DateOnly DueOn) Due(DateOnly day, bool before) =>
        before ? (DeadlineKind.BeforeDate, day.AddDays(-1)) : (DeadlineKind.OnDate, day);

    /// <summary>"15/6 và ngày 15/12": a further date under the same words.</summary>
    private static WrittenDate? Next(Passage passage, int at)
    {
        var i = at + DeadlineWords.More.At(passage, at);
        if (i == at)
        {
            return null;
        }

        i += passage.Key(i) == Day ? 1 : 0;
        return DateReader.At(passage, i);
    }

    /// <summary>"từ ngày 01/4/2022 đến ngày 30/6/2022", "từ 01/4/2022 - 30/6/2022": the second date.</summary>
    private static WrittenDate? RangeEnd(Passage passage, int end)
    {
        var join = DeadlineWords.Until.At(passage, end);
        var next = end + join;
        next += DeadlineWords.Day.At(passage, next);
        return join > 0 && !passage.Breaks(next) ? DateReader.At(passage, next) : null;
    }

    private static int ReadRange(DeadlineScan scan, int start, WrittenDate last)
    {
        if (scan.IsPast(last.Year) || scan.YearOf(last.Year, start, last.End) is not { } year)
        {
            return last.End;
        }

        return last.In(year) is { } day ? scan.Add(DeadlineKind.OnDate, day, start, last.End) : scan.Warn(start, last.End, "does not exist", "không tồn tại");
    }
}
