using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>What comes again: "hằng năm", "định kỳ 6 tháng", "02 lần/năm", "trước ngày 20 hằng tháng".</summary>
internal static class RecurringDeadlines
{
    private static readonly string Day = WordKey.Of("ngày");
    private static readonly string Month = WordKey.Of("tháng");
    private static readonly string Year = WordKey.Of("năm");

    /// <summary>"Thời gian thực hiện: Hằng năm"</summary>
    public static int ReadEach(DeadlineScan scan, int start, int end)
    {
        var passage = scan.Passage;
        if (EachUnit(passage, start) == 12 && DateReader.Number(passage, end, 2) is not null && DeadlineWords.TimesOf.At(passage, end + 1) is > 0 and var often)
        {
            return ReadTimes(scan, end, start, end + 1 + often);
        }

        var lead = scan.LeadBefore(start);
        if (lead.IsLabelled)
        {
            return scan.AddEach(Times(scan, EachUnit(passage, start)), start, end);
        }

        var once = DeadlineWords.Once.At(passage, end);
        var isApart = scan.IsApart(start) || passage.Key(start - 1) == ",";
        var isDone = Enumerable.Range(1, 3).Any(back => start - back >= 0 && DeadlineWords.Doing.At(passage, start - back) == back);
        if (scan.IsApart(start) && EachUnit(passage, start) == 12)
        {
            scan.EachYearFrom(start);
        }

        return once > 0 || ((isApart || isDone) && scan.Closes(end)) || (scan.IsApart(start) && passage.IsUpper(start) && EachUnit(passage, start) <= 12)
            ? scan.AddPeriodic(Times(scan, EachUnit(passage, start)), start, end + once) : end;
    }

    /// <summary>"định kỳ 6 tháng, năm", "định kỳ hằng quý"</summary>
    public static int ReadRegularly(DeadlineScan scan, int start, int behind)
    {
        var passage = scan.Passage;
        var (i, end) = (behind, behind);
        for (var members = 0; members < 4; members++)
        {
            var unit = UnitAt(passage, i, out var unitEnd);
            if (unit == 0)
            {
                break;
            }

            end = unitEnd;
            scan.AddPeriodic(Times(scan, unit), start, end);
            i = end + DeadlineWords.More.At(passage, end);
            if (i == end)
            {
                break;
            }
        }

        return end;
    }

    /// <summary>How many months "hằng quý", "6 tháng", "năm" or "quý" mean; 0 where it is none of them.</summary>
    private static int UnitAt(Passage passage, int at, out int end)
    {
        if (DeadlineWords.Each.At(passage, at) is > 0 and var each)
        {
            end = at + each;
            return EachUnit(passage, at);
        }

        if (DateReader.Number(passage, at, 2) is (3 or 6 or 12) and { } months && passage.Key(at + 1) == Month)
        {
            end = at + 2;
            return months;
        }

        end = at + 1;
        return passage.Key(at) == Year ? 12 : Written.UnitAt(passage, at) is { } written ? written is PeriodUnit.Quarter ? 3 : 1 : 0;
    }

    /// <summary>"3 tháng một lần": null where the months do not part a year.</summary>
    public static int? ReadOnce(DeadlineScan scan, int at)
    {
        var passage = scan.Passage;
        return passage.Key(at + 1) == Month && DeadlineWords.Once.At(passage, at + 2) is > 0 and var once
            && DateReader.Number(passage, at, 2) is (1 or 2 or 3 or 4 or 6 or 12) and { } months
            ? scan.AddPeriodic(Times(scan, months), at, at + 2 + once)
            : null;
    }

    /// <summary>"mỗi 6 tháng"</summary>
    public static int AddMonths(DeadlineScan scan, int months, int start, int end) => scan.AddPeriodic(Times(scan, months), start, end);

    /// <summary>"02 lần/năm", "mỗi năm 2 lần": at the end of each part of a year.</summary>
    public static int ReadTimes(DeadlineScan scan, int number, int start, int end) => DateReader.Number(scan.Passage, number, 2) is 1 or 2 or 3 or 4 or 6 or 12
        ? scan.AddPeriodic(Times(scan, 12 / DateReader.Number(scan.Passage, number, 2)!.Value), start, end)
        : scan.AddNoDay(start, end);

    /// <summary>"trước ngày 20 hằng tháng", "trước ngày 20 của tháng cuối quý": one for each month or quarter.</summary>
    public static int ReadDayAlone(DeadlineScan scan, int at)
    {
        var passage = scan.Passage;
        if (passage.Key(at - 1) != Day || DateReader.Number(passage, at, 2) is not { } day)
        {
            return at + 1;
        }

        var lead = scan.LeadBefore(at);
        var before = lead.Within(passage, DeadlineWords.Before);
        var next = DeadlineWords.OfNext.At(passage, at + 1);
        var quarters = DeadlineWords.OfQuarter.At(passage, at + 1);
        var months = DeadlineWords.OfMonth.At(passage, at + 1);
        if (!before && !lead.IsLabelled && next + quarters + months == 0 && !lead.Within(passage, DeadlineWords.DateTriggers))
        {
            return at + 1;
        }

        if (next > 0)
        {
            return scan.Warn(lead.Start, at + 1 + next, "counts from another time", "được tính theo kỳ trước đó");
        }

        var isMonthly = quarters + months == 0 && scan.Closes(at + 1) && scan.IsBehindMonthly(lead.Start);
        if ((quarters + months == 0 && !isMonthly) || day is < 1 or > 28)
        {
            return before ? scan.Warn(lead.Start, at + 1, "does not name one day", "không xác định một ngày cụ thể") : at + 1;
        }

        var inYear = quarters > 0 ? new[] { 3, 6, 9, 12 } : [.. Enumerable.Range(1, 12)];
        var due = scan.Years.All.SelectMany(year => inYear.Select(month => new DateOnly(year, month, day)));
        return scan.AddEach(
            due.Select(date => DateDeadlines.Due(date, before)), lead.Start, at + 1 + Math.Max(quarters, months));
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
}
