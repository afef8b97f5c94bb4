using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>
/// Finds the deadlines of a text: days, months, quarters, half-years, years, periods, days counted from the issue, and what recurs. A time that
/// does not exist, that has no year in a plan for several, that only begins, or that names no day is a warning and no deadline.
/// </summary>
internal sealed class DeadlineReader(Findings findings)
{
    private const int Lookback = 8;
    private const int LongestPhrase = 40;
    private static readonly string Day = WordKey.Of("ngày");
    private static readonly string Year = WordKey.Of("năm");
    private static readonly string Month = WordKey.Of("tháng");
    private static readonly string Ordinal = WordKey.Of("thứ");
    private static readonly string Now = WordKey.Of("nay");

    /// <param name="passage">The text.</param>
    /// <param name="skip">Tokens that hold dates of another kind: cited documents.</param>
    /// <param name="years">For phrases without a year, and what recurs.</param>
    /// <param name="label">For the warnings; null to read without any.</param>
    public List<FoundDeadline> Read(Passage passage, IReadOnlyList<(int Start, int End)> skip, PlanYears years, string? label)
    {
        var found = new List<FoundDeadline>();
        var skipped = Skipped(passage, skip);
        var scan = new DeadlineScan(passage, years, label, label is null ? null : findings, found);
        for (var i = 0; i < passage.Count;)
        {
            var next = skipped[i] ? i + 1 : ReadAt(scan, i);
            i = Math.Max(next, i + 1);
        }

        scan.Close();
        if (label is not null)
        {
            WarnEmptyLabels(scan);
        }

        return found;
    }

    private static int ReadAt(DeadlineScan scan, int i)
    {
        var passage = scan.Passage;
        var key = passage.Key(i);
        if (Written.UnitAt(passage, i) is { } unit && Written.PeriodAt(passage, i, unit) is { } period)
        {
            return ReadPeriod(scan, period);
        }

        if (DeadlineWords.Each.At(passage, i) is > 0 and var each)
        {
            return ReadRecurring(scan, i, i + each);
        }

        if (DeadlineWords.Regularly.At(passage, i) is > 0 and var regularly)
        {
            return ReadRegularly(scan, i, i + regularly);
        }

        if (DeadlineWords.Stage.At(passage, i) is > 0 and var stage)
        {
            return ReadSpan(scan, i, i + stage);
        }

        if (DeadlineWords.FirstHalf.At(passage, i) + DeadlineWords.SecondHalf.At(passage, i) is > 0 and var half)
        {
            return ReadMonths(scan, i, i + half, 6, DeadlineWords.SecondHalf.At(passage, i) > 0);
        }

        if (DeadlineWords.NoDay.At(passage, i) is > 0 and var open && (IsApart(passage, i) || IsOfFinishing(passage, i)) && DateReader.Numeral(passage, i + open) is null)
        {
            return ReadNoDay(scan, i, i + open);
        }

        if (key == Year)
        {
            return ReadYear(scan, i);
        }

        if (!passage.Tokens[i].IsWord || !char.IsAsciiDigit(key[0]) || passage.Key(i - 1) == "/")
        {
            return i + 1;
        }

        if (key.Length == 4)
        {
            return ReadBareYear(scan, i);
        }

        if (DateReader.Number(passage, i, 3) is { } number && passage.Key(i + 1) == Month && DeadlineWords.HalfEnds.At(passage, i + 2) > 0)
        {
            return ReadMonthsOfYear(scan, i, number);
        }

        if (Written.BareMonthAt(passage, i) is { } month)
        {
            return ReadPeriod(scan, month);
        }

        // "tuần thứ 2 tháng 6" names no second of June.
        if (key.Length <= 2 && passage.Key(i - 1) != Ordinal && DateReader.At(passage, i) is { } date)
        {
            return ReadDates(scan, date);
        }

        if (DeadlineWords.TimesAYear.At(passage, i + 1) is > 0 and var often)
        {
            return ReadTimes(scan, i, i, i + 1 + often);
        }

        var isSpan = (passage.Key(i + 1) == Day || passage.Key(i + 1) == Month) && DeadlineWords.OfQuarter.At(passage, i + 1) == 0;
        return isSpan ? ReadDuration(scan, i) : ReadDayAlone(scan, i);
    }

    private static int ReadPeriod(DeadlineScan scan, WrittenPeriod period)
    {
        var passage = scan.Passage;
        var lead = DeadlineLead.Before(passage, period.Start, Lookback, scan.LastEnd);
        var end = period.End;
        var hasYear = period.Year is not null || DeadlineWords.ThisYear.At(passage, end) > 0;
        var isEach = DeadlineWords.Each.At(passage, end) is > 0 and var each && DeadlineWords.EachYear.At(passage, end) > 0 ? each : 0;
        var isTriggered = lead.IsLabelled || lead.Within(passage, DeadlineWords.PeriodTriggers) || lead.FollowsDeadline || (period.IsRange && !period.IsBare)
            || (hasYear && (!period.IsBare || passage.Key(lead.Start - 1) == "(") && ClosesClause(passage, period, lead));
        if (!isTriggered || lead.IsBeginningLabel)
        {
            return end;
        }

        if (lead.Within(passage, DeadlineWords.Beginnings) && !period.IsRange)
        {
            return IsPast(scan, period.Year) ? end : WarnBeginning(scan, lead.Start, end);
        }

        if (lead.Within(passage, DeadlineWords.Vague))
        {
            return scan.Warn(lead.Start, end, "does not say which day is meant",
            "không xác định được ngày cụ thể");
        }

        if (period.Last < 1 || period.Last > period.Most)
        {
            return scan.Warn(lead.Start, end, "does not exist", "không tồn tại");
        }

        if (isEach > 0)
        {
            return scan.AddEach(scan.Years.All.Select(year => period.In(year)), lead.Start, end + isEach);
        }

        var isNow = passage.Key(end) == Year && passage.Key(end + 1) == Now;
        if (scan.YearOf(period.Year, lead.Start, end) is not { } inYear)
        {
            return end;
        }

        end += isNow ? 2 : 0;
        if (inYear is < 1 or > 9999)
        {
            return scan.Warn(lead.Start, end, "does not exist", "không tồn tại");
        }

        // "trước tháng 6": the day before it begins.
        return lead.Within(passage, DeadlineWords.Before) && !lead.Within(passage, DeadlineWords.FirstOfAll)
            ? scan.Add(DeadlineKind.BeforeDate, period.FirstDay(inYear).AddDays(-1), lead.Start, end)
            : scan.Add(period.In(inYear).Kind, period.In(inYear).DueOn, lead.Start, end);
    }

    /// <summary>"Sở A chủ trì, quý II/2022." and "(quý II/2022)": with it the clause is over, and nothing before says that it is what something is of.</summary>
    private static bool ClosesClause(Passage passage, WrittenPeriod period, DeadlineLead lead)
    {
        var behind = period.End + DeadlineWords.ThisYear.At(passage, period.End);
        var closes = behind >= passage.Count || passage.Breaks(behind) || passage.Key(behind) is "." or ";" or ")" or ",";
        var before = lead.Start;
        // A dash with blanks around it parts clauses; one without joins.
        var isJoined = passage.Key(before - 1) is ":" || (passage.Key(before - 1) is "-" && (passage.IsGlued(before - 1) || passage.IsGlued(before)));
        return closes && !isJoined && !Enumerable.Range(1, 3).Any(back => DeadlineWords.OfTime.At(passage, before - back) == back);
    }

    /// <summary>It begins a sentence, stands behind a semicolon, or opens a bracket: nothing before it says what it is of.</summary>
    private static bool IsApart(Passage passage, int start) =>
        passage.Breaks(start) || passage.Key(start - 1) is ";" or "(" || passage.EndsSentence(start - 1) || passage.Key(start - 1) == "-" && passage.Breaks(start - 1);

    /// <summary>"hoàn thành theo tiến độ dự án", "xong ngay sau khi …"</summary>
    private static bool IsOfFinishing(Passage passage, int start) =>
        Enumerable.Range(1, 2).Any(back => start - back >= 0 && DeadlineWords.Finishing.At(passage, start - back) == back);

    private static bool Closes(Passage passage, int end) =>
        end >= passage.Count || passage.Breaks(end) || passage.Key(end) is ";" or ")" or "," || passage.EndsSentence(end);

    /// <summary>"; ngay sau khi Kế hoạch được ban hành": a time, but no day.</summary>
    private static int ReadNoDay(DeadlineScan scan, int start, int end)
    {
        var passage = scan.Passage;
        while (end < passage.Count && end - start < LongestPhrase && !Closes(passage, end))
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

    private static bool IsPast(DeadlineScan scan, int? year) => year is not null && scan.Years.First is { } first && year < first;

    private static int WarnBeginning(DeadlineScan scan, int start, int end) =>
        scan.Warn(start, end, "says when it begins, not when it ends", "chỉ nêu thời điểm bắt đầu");

    private static int ReadDates(DeadlineScan scan, WrittenDate first)
    {
        var passage = scan.Passage;
        var lead = DeadlineLead.Before(passage, first.Start, Lookback, scan.LastEnd);
        var dates = new List<WrittenDate> { first };
        while (dates.Count < 12 && Next(passage, dates[^1].End) is { } next)
        {
            dates.Add(next);
        }

        var end = dates[^1].End;
        var each = DeadlineWords.EachYear.At(passage, end);
        var before = lead.Within(passage, DeadlineWords.Before) && !lead.Within(passage, DeadlineWords.FirstOfAll);
        var begins = lead.Within(passage, DeadlineWords.Beginnings);
        if ((begins || lead.IsLabelled) && !before && RangeEnd(passage, first.End) is { } last)
        {
            return ReadRange(scan, lead.Start, last);
        }

        var isApart = lead.Within(passage, DeadlineWords.Day) && IsApart(passage, lead.Start) && Closes(passage, end) && !IsPast(scan, dates[^1].Year);
        var isDeadline = before || lead.IsLabelled || lead.Within(passage, DeadlineWords.DateTriggers) || lead.FollowsDeadline || isApart;
        if (begins && !isDeadline && first.Year is not null && !IsPast(scan, first.Year) && Closes(passage, first.End)
            && !Enumerable.Range(1, 4).Any(back => DeadlineWords.InForce.At(passage, lead.Start - back) > 0))
        {
            return WarnBeginning(scan, lead.Start, first.End);
        }

        // "2/3 số hộ" is no date: without a year a word must tell that it is one.
        var isSure = lead.Within(passage, DeadlineWords.Day) || passage.Key(first.Start + 1) != "/" || each > 0 || dates[^1].Year is not null || (before && dates.Count > 1)
            || (first is { Day: <= 31, Month: <= 12 } && ((before && passage.Key(first.Start - 1) == WordKey.Of("trước")) || lead.Within(passage, DeadlineWords.Latest)));
        if (!isDeadline || !isSure || lead.IsBeginningLabel)
        {
            return first.End;
        }

        if (begins)
        {
            var goesOn = DeadlineWords.Until.At(passage, first.End) > 0;
            return goesOn || IsPast(scan, first.Year) || first.Year is null ? first.End : WarnBeginning(scan, lead.Start, first.End);
        }

        // "trước 17 giờ ngày 10/11": by that hour of that very day.
        before &= !Enumerable.Range(1, 4).Any(back => DeadlineLead.IsHour(passage, first.Start - back));
        int? year = null;
        for (var i = dates.Count - 1; i >= 0; i--)
        {
            year = dates[i].Year ?? year;
            dates[i] = dates[i] with { Year = year };
        }

        foreach (var date in dates)
        {
            var start = date == dates[0] ? lead.Start : date.Start;
            if ((each > 0 || scan.IsEachYear(date.Start)) && date.Year is null)
            {
                var days = scan.Years.All.Select(year => date.In(year)).OfType<DateOnly>();
                scan.AddEach(days.Select(day => Due(day)), start, date.End);
            }
            else if (scan.YearOf(date.Year, start, date.End) is { } inYear)
            {
                if (date.In(inYear) is { } day)
                {
                    scan.Add(Due(day).Item1, Due(day).Item2, start, date.End);
                }
                else
                {
                    scan.Warn(start, date.End, "does not exist", "không tồn tại");
                }
            }
        }

        return end + each;

        (DeadlineKind, DateOnly) Due(DateOnly day) => before ? (DeadlineKind.BeforeDate, day.AddDays(-1)) : (DeadlineKind.OnDate, day);
    }

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

    /// <summary>"trước ngày 20 hằng tháng", "trước ngày 20 của tháng cuối quý": one for each month or quarter.</summary>
    private static int ReadDayAlone(DeadlineScan scan, int at)
    {
        var passage = scan.Passage;
        if (passage.Key(at - 1) != Day || DateReader.Number(passage, at, 2) is not { } day)
        {
            return at + 1;
        }

        var lead = DeadlineLead.Before(passage, at, Lookback, scan.LastEnd);
        var before = lead.Within(passage, DeadlineWords.Before);
        if (!before && !lead.IsLabelled && !lead.Within(passage, DeadlineWords.DateTriggers))
        {
            return at + 1;
        }

        var quarters = DeadlineWords.OfQuarter.At(passage, at + 1);
        var months = DeadlineWords.OfMonth.At(passage, at + 1);
        if (quarters + months == 0 || day is < 1 or > 28)
        {
            return before ? scan.Warn(lead.Start, at + 1, "does not name one day", "không xác định một ngày cụ thể") : at + 1;
        }

        var inYear = quarters > 0 ? new[] { 3, 6, 9, 12 } : [.. Enumerable.Range(1, 12)];
        var due = scan.Years.All.SelectMany(year => inYear.Select(month => new DateOnly(year, month, day)));
        return scan.AddEach(
            due.Select(date => before ? (DeadlineKind.BeforeDate, date.AddDays(-1)) : (DeadlineKind.OnDate, date)), lead.Start, at + 1 + Math.Max(quarters, months));
    }

    /// <summary>"hoàn thành trong năm 2022", "cuối năm 2022", "trước năm 2025", "đến năm 2025 hoàn thành".</summary>
    private static int ReadYear(DeadlineScan scan, int at)
    {
        var passage = scan.Passage;
        var written = DateReader.Number(passage, at + 1, 4);
        var isNow = passage.Key(at + 1) == Now;
        var lead = DeadlineLead.Before(passage, at, Lookback, scan.LastEnd);
        var end = at + (written is not null || isNow ? 2 : 1);
        if (written is not null && Written.SpanEnd(passage, at + 1) is { } span)
        {
            return ReadSpan(scan, at, at + 1, span);
        }

        var finishes = lead.Within(passage, DeadlineWords.Finishing) || lead.IsLabelled;
        var untilAndDone = lead.Within(passage, DeadlineWords.UntilWords) && DeadlineWords.Finishing.At(passage, end) > 0;
        var within = passage.Key(at - 1) is var word && DeadlineWords.WithinYear.At(passage, at - 1) > 0 && word.Length > 0;
        var isApart = written is not null && !IsPast(scan, written) && IsApart(passage, lead.Start) && Closes(passage, end);
        var isTriggered = finishes || untilAndDone || within || (lead.FollowsDeadline && lead.Start < at) || isApart;
        var isAim = lead.Within(passage, DeadlineWords.UntilWords) && !finishes && !untilAndDone && !lead.Within(passage, DeadlineWords.EndOf);
        if (!isTriggered || isAim || (written is null && !finishes && !(within && lead.Within(passage, DeadlineWords.EndOf))))
        {
            return end;
        }

        if (lead.Within(passage, DeadlineWords.Beginnings))
        {
            return DeadlineWords.Until.At(passage, end) > 0 || IsPast(scan, written) ? end : WarnBeginning(scan, lead.Start, end);
        }

        if (lead.Within(passage, DeadlineWords.Vague))
        {
            return scan.Warn(lead.Start, end, "does not say which day is meant", "không xác định được ngày cụ thể");
        }

        if (passage.Key(end) == ":" || scan.YearOf(written, lead.Start, end) is not { } year)
        {
            return end;
        }

        return lead.Within(passage, DeadlineWords.Before)
            ? scan.Add(DeadlineKind.BeforeDate, new DateOnly(year, 1, 1).AddDays(-1), lead.Start, end)
            : scan.Add(DeadlineKind.Year, new DateOnly(year, 12, 31), lead.Start, end);
    }

    /// <summary>"Thời gian hoàn thành: 2022", "2022 - 2025".</summary>
    private static int ReadBareYear(DeadlineScan scan, int at)
    {
        var passage = scan.Passage;
        var lead = DeadlineLead.Before(passage, at, Lookback, scan.LastEnd);
        if (!lead.IsLabelled || DateReader.Number(passage, at, 4) is not (>= 1900 and <= 2200 and var year))
        {
            return at + 1;
        }

        return Written.SpanEnd(passage, at) is { } span ? ReadSpan(scan, at, at, span)
            : scan.Add(DeadlineKind.Year, new DateOnly(year, 12, 31), lead.Start, at + 1);
    }

    /// <summary>"giai đoạn 2021-2025"</summary>
    private static int ReadSpan(DeadlineScan scan, int start, int first) =>
        DateReader.Number(scan.Passage, first, 4) is not null && Written.SpanEnd(scan.Passage, first) is { } span ? ReadSpan(scan, start, first, span) : first;

    private static int ReadSpan(DeadlineScan scan, int start, int first, int last)
    {
        var passage = scan.Passage;
        var lead = DeadlineLead.Before(passage, start, Lookback, scan.LastEnd);
        var isTriggered = lead.IsLabelled || lead.Within(passage, DeadlineWords.Finishing) || (first > start && DeadlineWords.WithinYear.At(passage, start - 1) > 0)
            // "trong 02 năm 2022-2023"
            || (DateReader.Number(passage, start - 1, 2) is not null && DeadlineWords.WithinYear.At(passage, start - 2) > 0);
        return isTriggered && DateReader.Number(passage, last, 4) is { } year
            ? scan.Add(DeadlineKind.Period, new DateOnly(year, 12, 31), lead.Start, last + 1)
            : last + 1;
    }

    /// <summary>"6 tháng đầu năm 2022", "9 tháng đầu năm"</summary>
    private static int ReadMonthsOfYear(DeadlineScan scan, int at, int months) => ReadMonths(
        scan, at, at + 2 + DeadlineWords.HalfEnds.At(scan.Passage, at + 2), months, DeadlineWords.LastHalf.At(scan.Passage, at + 2) > 0);

    /// <summary>The months with which a year begins or ends.</summary>
    private static int ReadMonths(DeadlineScan scan, int at, int end, int months, bool isLast)
    {
        var passage = scan.Passage;
        var year = DateReader.Number(passage, end, 4);
        end += year is null ? 0 : 1;
        var lead = DeadlineLead.Before(passage, at, Lookback, scan.LastEnd);
        var isTriggered = lead.IsLabelled || lead.Within(passage, DeadlineWords.PeriodTriggers) || lead.FollowsDeadline
            || (IsApart(passage, lead.Start) && Closes(passage, end) && !IsPast(scan, year));
        if (!isTriggered || months is < 1 or > 11 || scan.YearOf(year, lead.Start, end) is not { } inYear)
        {
            return end;
        }

        var last = isLast ? 12 : months;
        return scan.Add(
            months == 6 ? DeadlineKind.HalfYear : DeadlineKind.Period, new DateOnly(inYear, last, DateTime.DaysInMonth(inYear, last)), lead.Start, end);
    }

    /// <summary>"trong vòng 30 ngày kể từ ngày ban hành"</summary>
    private static int ReadDuration(DeadlineScan scan, int at)
    {
        var passage = scan.Passage;
        if (passage.Key(at + 1) == Month && DeadlineWords.Once.At(passage, at + 2) is > 0 and var once && DateReader.Number(passage, at, 2) is 1 or 2 or 3 or 4 or 6 or 12)
        {
            return scan.AddPeriodic(Times(scan, DateReader.Number(passage, at, 2)!.Value), at, at + 2 + once);
        }

        var lead = DeadlineLead.Before(passage, at, Lookback, scan.LastEnd);
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

    /// <summary>"02 lần/năm", "mỗi năm 2 lần": at the end of each part of a year.</summary>
    private static int ReadTimes(DeadlineScan scan, int number, int start, int end) => DateReader.Number(scan.Passage, number, 2) is 1 or 2 or 3 or 4 or 6 or 12
        ? scan.AddPeriodic(Times(scan, 12 / DateReader.Number(scan.Passage, number, 2)!.Value), start, end)
        : scan.AddNoDay(start, end);

    /// <summary>"Thời gian thực hiện: Hằng năm"</summary>
    private static int ReadRecurring(DeadlineScan scan, int start, int end)
    {
        var passage = scan.Passage;
        if (EachUnit(passage, start) == 12 && DateReader.Number(passage, end, 2) is not null && DeadlineWords.TimesOf.At(passage, end + 1) is > 0 and var often)
        {
            return ReadTimes(scan, end, start, end + 1 + often);
        }

        var lead = DeadlineLead.Before(passage, start, Lookback, scan.LastEnd);
        if (lead.IsLabelled)
        {
            return scan.AddEach(Times(scan, EachUnit(passage, start)), start, end);
        }

        var once = DeadlineWords.Once.At(passage, end);
        var isApart = IsApart(passage, start) || passage.Key(start - 1) == ",";
        var isDone = Enumerable.Range(1, 3).Any(back => start - back >= 0 && DeadlineWords.Doing.At(passage, start - back) == back);
        if (IsApart(passage, start) && EachUnit(passage, start) == 12)
        {
            scan.EachYearFrom(start);
        }

        return once > 0 || ((isApart || isDone) && Closes(passage, end)) || (IsApart(passage, start) && passage.IsUpper(start) && EachUnit(passage, start) <= 12)
            ? scan.AddPeriodic(Times(scan, EachUnit(passage, start)), start, end + once) : end;
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
        if (IsPast(scan, last.Year) || scan.YearOf(last.Year, start, last.End) is not { } year)
        {
            return last.End;
        }

        return last.In(year) is { } day ? scan.Add(DeadlineKind.OnDate, day, start, last.End) : scan.Warn(start, last.End, "does not exist", "không tồn tại");
    }

    /// <summary>"định kỳ 6 tháng, năm", "định kỳ hằng quý"</summary>
    private static int ReadRegularly(DeadlineScan scan, int start, int behind)
    {
        var passage = scan.Passage;
        var i = behind;
        var end = behind;
        for (var members = 0; members < 4; members++)
        {
            var each = DeadlineWords.Each.At(passage, i);
            var unit = each > 0 ? EachUnit(passage, i)
                : DateReader.Number(passage, i, 2) is { } months && passage.Key(i + 1) == Month && months is 3 or 6 or 12 ? months
                : passage.Key(i) == Year ? 12 : Written.UnitAt(passage, i) is { } written ? written is PeriodUnit.Quarter ? 3 : 1 : 0;
            if (unit == 0)
            {
                break;
            }

            end = i + (each > 0 ? each : unit is 3 or 6 or 12 && char.IsAsciiDigit(passage.Key(i)[0]) ? 2 : 1);
            scan.AddPeriodic(Times(scan, unit), start, end);
            i = end + DeadlineWords.More.At(passage, end);
            if (i == end)
            {
                break;
            }
        }

        return end;
    }

    /// <summary>How many months lie between two times of it.</summary>
    private static int EachUnit(Passage passage, int at) =>
        DeadlineWords.EachYear.At(passage, at) > 0 ? 12 : DeadlineWords.EachQuarter.At(passage, at) > 0 ? 3 : 1;

    private static IEnumerable<(DeadlineKind Kind, DateOnly DueOn)> Times(DeadlineScan scan, int months)
    {
        var kind = months switch { 12 => DeadlineKind.Year, 6 => DeadlineKind.HalfYear, 3 => DeadlineKind.Quarter, 1 => DeadlineKind.Month, _ => DeadlineKind.Period };
        return scan.Years.All.SelectMany(year => Enumerable.Range(1, 12 / months).Select(part =>
            (kind, new DateOnly(year, part * months, DateTime.DaysInMonth(year, part * months)))));
    }

    /// <summary>"Thời gian thực hiện: Theo kế hoạch của Trung ương": a label with no time that can be read. "Thường xuyên" is none.</summary>
    private static void WarnEmptyLabels(DeadlineScan scan)
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

    private static bool[] Skipped(Passage passage, IReadOnlyList<(int Start, int End)> skip)
    {
        var skipped = new bool[passage.Count];
        foreach ((var start, var end) in skip)
        {
            Array.Fill(skipped, true, start, Math.Min(end, passage.Count) - start);
        }

        var open = -1;
        for (var i = 0; i < passage.Count; i++)
        {
            if (passage.Key(i) != "\"")
            {
                continue;
            }

            if (open >= 0 && i - open < 120)
            {
                Array.Fill(skipped, true, open, i - open);
            }

            open = open >= 0 && i - open < 120 ? -1 : i;
        }

        return skipped;
    }
}
