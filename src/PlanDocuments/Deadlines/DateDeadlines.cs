using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>"trước ngày 15/6 và ngày 15/12", "từ 01/4/2022 đến 30/6/2022": days, one or several under the same words.</summary>
internal static class DateDeadlines
{
    private const int MostDates = 12;
    private static readonly string Day = WordKey.Of("ngày");

    public static int Read(DeadlineScan scan, WrittenDate first)
    {
        var passage = scan.Passage;
        var lead = scan.LeadBefore(first.Start);
        var dates = Listed(passage, first);
        var end = dates[^1].End;
        var before = lead.Within(passage, DeadlineWords.Before) && !lead.Within(passage, DeadlineWords.FirstOfAll);
        var begins = lead.Within(passage, DeadlineWords.Beginnings);
        if ((begins || lead.IsLabelled) && !before && RangeEnd(passage, first.End) is { } last)
        {
            return ReadRange(scan, lead.Start, last);
        }

        var isDeadline = before || IsDeadline(scan, lead, dates);
        if (begins && !isDeadline && OnlyBegins(scan, lead, first))
        {
            return scan.WarnBeginning(lead.Start, first.End);
        }

        if (!isDeadline || !IsSure(passage, lead, dates, before) || lead.IsBeginningLabel)
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
        var each = DeadlineWords.EachYear.At(passage, end);
        Add(scan, lead, dates, before, each > 0);
        return end + each;
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
    private static bool IsSure(Passage passage, DeadlineLead lead, List<WrittenDate> dates, bool before)
    {
        var first = dates[0];
        return lead.Within(passage, DeadlineWords.Day) || passage.Key(first.Start + 1) != "/" || DeadlineWords.EachYear.At(passage, dates[^1].End) > 0
            || dates[^1].Year is not null || (before && dates.Count > 1)
            || (first is { Day: <= 31, Month: <= 12 }
                && ((before && passage.Key(first.Start - 1) == WordKey.Of("trước")) || lead.Within(passage, DeadlineWords.Latest)));
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
