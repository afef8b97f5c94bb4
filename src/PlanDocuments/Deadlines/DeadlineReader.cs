using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>
/// Finds the deadlines of a text. A date that does not exist, a period without a year in a plan that states none, and
/// "quý II và quý III" under one year are warnings and no deadlines; so is a mere year, for which the contract has no kind.
/// </summary>
internal sealed class DeadlineReader(Findings findings)
{
    private const int Lookback = 8;
    private static readonly string Quarter = WordKey.Of("quý");
    private static readonly string Month = WordKey.Of("tháng");
    private static readonly string Day = WordKey.Of("ngày");
    private static readonly string Year = WordKey.Of("năm");

    /// <param name="passage">The text.</param>
    /// <param name="skip">Tokens that hold dates of another kind: cited documents.</param>
    /// <param name="planYear">For phrases without a year.</param>
    /// <param name="label">For the warnings; null to read without any.</param>
    public List<FoundDeadline> Read(Passage passage, IReadOnlyList<(int Start, int End)> skip, int? planYear, string? label)
    {
        var found = new List<FoundDeadline>();
        var skipped = Skipped(passage, skip);
        var scan = new DeadlineScan(passage, planYear, label, label is null ? null : findings, found);
        for (var i = 0; i < passage.Count;)
        {
            var next = skipped[i] ? i + 1 : ReadAt(scan, i);
            i = Math.Max(next, i + 1);
        }

        return found;
    }

    private static int ReadAt(DeadlineScan scan, int i)
    {
        var key = scan.Passage.Key(i);
        if (key == Quarter)
        {
            return ReadPeriod(scan, i, DeadlineKind.Quarter, 4);
        }

        if (key == Month)
        {
            return ReadPeriod(scan, i, DeadlineKind.Month, 12);
        }

        if (key == Year)
        {
            return ReadYear(scan, i);
        }

        if (key.Length > 2 || !char.IsAsciiDigit(key[0]) || scan.Passage.Key(i - 1) == "/")
        {
            return i + 1;
        }

        return DateReader.At(scan.Passage, i) is { } date ? ReadDate(scan, date) : ReadDayAlone(scan, i);
    }

    private static int ReadPeriod(DeadlineScan scan, int at, DeadlineKind kind, int most)
    {
        var passage = scan.Passage;
        var unit = kind == DeadlineKind.Quarter ? "quý" : "tháng";
        var number = DateReader.Numeral(passage, at + 1);
        var lead = DeadlineLead.Before(passage, at, Lookback, scan.LastEnd);
        var isDuration = kind == DeadlineKind.Month && DateReader.Number(passage, at - 1, 2) is not null;
        if (isDuration || number is null)
        {
            if (isDuration && lead.Within(passage, DeadlineWords.Finishing))
            {
                scan.Warn(at, "is a span of time, not a date",
                "là khoảng thời gian, không phải ngày cụ thể");
            }

            return at + 1;
        }

        var year = DateReader.YearAt(passage, at + 2, out var end);
        if (!lead.IsLabelled && !lead.Within(passage, DeadlineWords.PeriodTriggers) && !lead.FollowsDeadline)
        {
            return end;
        }

        if (lead.Within(passage, DeadlineWords.Beginnings))
        {
            return end;
        }

        if (year is null && IsCompound(passage, end, unit))
        {
            return scan.Warn(lead.Start, at + 2, "names several periods at once", "nêu nhiều mốc cùng lúc");
        }

        if (lead.Within(passage, DeadlineWords.Vague))
        {
            return scan.Warn(lead.Start, end, "does not say which day is meant",
            "không xác định được ngày cụ thể");
        }

        if (number is 0 || number > most)
        {
            return scan.Warn(lead.Start, end, "does not exist", "không tồn tại");
        }

        if (scan.YearOf(year, lead.Start, end) is not { } inYear)
        {
            return end;
        }

        var lastMonth = kind == DeadlineKind.Quarter ? number.Value * 3 : number.Value;
        return scan.Add(kind, new DateOnly(inYear, lastMonth, DateTime.DaysInMonth(inYear, lastMonth)), lead, end);
    }

    /// <summary>"quý I và quý III/2022", "quý I-II/2022": the year stands only behind the last.</summary>
    private static bool IsCompound(Passage passage, int at, string unit)
    {
        if (DeadlineWords.And.At(passage, at) is not (> 0 and var and))
        {
            return false;
        }

        var repeats = passage.Key(at + and) == WordKey.Of(unit);
        var number = DateReader.Numeral(passage, at + and + (repeats ? 1 : 0));
        return number is not null && (repeats || passage.IsGlued(at + and) || passage.Key(at) != "," || DateReader.YearAt(passage, at + and + 1,
            out _) is not null);
    }

    private static int ReadDate(DeadlineScan scan, WrittenDate date)
    {
        var passage = scan.Passage;
        var lead = DeadlineLead.Before(passage, date.Start, Lookback, scan.LastEnd);
        var before = lead.Within(passage, DeadlineWords.Before) && !lead.Within(passage, DeadlineWords.FirstOfAll);
        var isDeadline = before || lead.IsLabelled || lead.Within(passage, DeadlineWords.DateTriggers) || lead.FollowsDeadline;
        // "2/3 số hộ" is no date: without a year the word "ngày" must be there.
        if (date.Year is null && !lead.Within(passage, DeadlineWords.Day) && passage.Key(date.Start + 1) == "/")
        {
            return date.End;
        }

        if (!isDeadline || lead.Within(passage, DeadlineWords.Beginnings))
        {
            return date.End;
        }
        // "trước 17 giờ ngày 10/11": by that hour of that very day.
        var byHour = Enumerable.Range(1, 4).Any(back => DeadlineWords.Hour.At(passage, date.Start - back) > 0);
        var isCompound = date.Year is null && DeadlineWords.And.At(passage, date.End) is > 0 and var and
            && DateReader.At(passage, date.End + and) is not null;
        if (isCompound)
        {
            return scan.Warn(lead.Start, date.End, "names several dates at once", "nêu nhiều ngày cùng lúc");
        }

        if (scan.YearOf(date.Year, lead.Start, date.End) is not { } year)
        {
            return date.End;
        }

        if (date.In(year) is not { } day)
        {
            return scan.Warn(lead.Start, date.End, "does not exist", "không tồn tại");
        }

        before &= !byHour;
        return scan.Add(before ? DeadlineKind.BeforeDate : DeadlineKind.OnDate, before ? day.AddDays(-1) : day, lead, date.End);
    }

    /// <summary>"trước ngày 15 hàng tháng": a day without a month.</summary>
    private static int ReadDayAlone(DeadlineScan scan, int at)
    {
        var passage = scan.Passage;
        var isDay = passage.Key(at - 1) == Day && DateReader.Number(passage, at, 2) is not null && DeadlineWords.Before.At(passage, at - 2) > 0;
        return isDay ? scan.Warn(at - 2, at + 1, "does not name one day", "không xác định một ngày cụ thể") : at + 1;
    }

    /// <summary>"hoàn thành trong năm 2022": the contract knows no deadline of a year, so it is told and left.</summary>
    private static int ReadYear(DeadlineScan scan, int at)
    {
        var passage = scan.Passage;
        if (DateReader.Number(passage, at + 1, 4) is null)
        {
            return at + 1;
        }

        var lead = DeadlineLead.Before(passage, at, Lookback, scan.LastEnd);
        var isDeadline = lead.Within(passage, DeadlineWords.Finishing) || lead.IsLabelled;
        return isDeadline ? scan.Warn(lead.Start, at + 2, "names a year only", "chỉ nêu năm") : at + 2;
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
