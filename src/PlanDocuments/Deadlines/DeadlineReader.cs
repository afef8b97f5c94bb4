using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>
/// Finds the deadlines of a text: days, months, quarters, half-years, years, periods, days counted from the issue, and what recurs. A time that
/// does not exist, that has no year in a plan for several, that only begins, or that names no day is a warning and no deadline.
/// </summary>
internal sealed class DeadlineReader(Findings findings)
{
    private const int LongestQuotation = 120;
    private static readonly string Day = WordKey.Of("ngày");
    private static readonly string Year = WordKey.Of("năm");
    private static readonly string Month = WordKey.Of("tháng");
    private static readonly string Ordinal = WordKey.Of("thứ");

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
            TimesWithoutDay.WarnEmptyLabels(scan);
            UnreadTimes.Warn(scan, skipped);
        }

        return found;
    }

    private static int ReadAt(DeadlineScan scan, int i)
    {
        var passage = scan.Passage;
        if (Written.UnitAt(passage, i) is { } unit && Written.PeriodAt(passage, i, unit) is { } period)
        {
            return PeriodDeadlines.Read(scan, period);
        }

        if (passage.IsUpper(i) && Written.BareQuarterAt(passage, i) is { } quarter)
        {
            return PeriodDeadlines.Read(scan, quarter);
        }

        var isNumber = passage.Tokens[i].IsWord && char.IsAsciiDigit(passage.Key(i)[0]) && passage.Key(i - 1) != "/";
        return ReadWords(scan, i) ?? (isNumber ? ReadNumber(scan, i) : i + 1);
    }

    /// <summary>What begins with a word; null where none stands here that begins a time.</summary>
    private static int? ReadWords(DeadlineScan scan, int i)
    {
        var passage = scan.Passage;
        if (DeadlineWords.Each.At(passage, i) is > 0 and var each)
        {
            return RecurringDeadlines.ReadEach(scan, i, i + each);
        }

        if (DeadlineWords.Regularly.At(passage, i) is > 0 and var regularly)
        {
            return RecurringDeadlines.ReadRegularly(scan, i, i + regularly);
        }

        if (DeadlineWords.SchoolYear.At(passage, i) is > 0 and var school)
        {
            return YearDeadlines.ReadSchoolYear(scan, i, i + school);
        }

        if (DeadlineWords.Stage.At(passage, i) is > 0 and var stage)
        {
            return YearDeadlines.ReadSpan(scan, i, i + stage);
        }

        var second = DeadlineWords.SecondHalf.At(passage, i);
        if (DeadlineWords.FirstHalf.At(passage, i) + second is > 0 and var half)
        {
            return PeriodDeadlines.ReadMonths(scan, i, i + half, 6, second > 0);
        }

        if (DeadlineWords.NoDay.At(passage, i) is > 0 and var open && TimesWithoutDay.IsTold(scan, i) && DateReader.Numeral(passage, i + open) is null)
        {
            return TimesWithoutDay.ReadNoDay(scan, i, i + open);
        }

        if (DeadlineWords.Week.At(passage, i) is > 0 and var week && TimesWithoutDay.ReadWeek(scan, i, i + week) is { } behind)
        {
            return behind;
        }

        return passage.Key(i) == Year ? YearDeadlines.Read(scan, i) : null;
    }

    private static int ReadNumber(DeadlineScan scan, int i)
    {
        var passage = scan.Passage;
        var length = passage.Key(i).Length;
        if (length == 4)
        {
            return YearDeadlines.ReadBare(scan, i);
        }

        if (DateReader.Number(passage, i, 3) is { } number && passage.Key(i + 1) == Month && DeadlineWords.HalfEnds.At(passage, i + 2) > 0)
        {
            return PeriodDeadlines.ReadMonthsOfYear(scan, i, number);
        }

        if (Written.BareMonthAt(passage, i) is { } month)
        {
            return PeriodDeadlines.Read(scan, month);
        }

        if (length <= 2 && passage.Key(i - 1) != Ordinal && DateDeadlines.ReadDays(scan, i) is { } days)
        {
            return days;
        }

        // "tuần thứ 2 tháng 6" names no second of June.
        if (length <= 2 && passage.Key(i - 1) != Ordinal && DateReader.At(passage, i) is { } date)
        {
            return DateDeadlines.Read(scan, date);
        }

        if (DeadlineWords.TimesAYear.At(passage, i + 1) is > 0 and var often)
        {
            return RecurringDeadlines.ReadTimes(scan, i, i, i + 1 + often);
        }

        var isSpan = (passage.Key(i + 1) == Day || passage.Key(i + 1) == Month || passage.Key(i + 1) == Year || TimesWithoutDay.IsWeeks(passage, i + 1)) && DeadlineWords.OfNext.At(passage, i + 1) == 0 && DeadlineWords.OfQuarter.At(passage, i + 1) == 0;
        return isSpan ? TimesWithoutDay.ReadDuration(scan, i) : RecurringDeadlines.ReadDayAlone(scan, i);
    }

    private static bool[] Skipped(Passage passage, IReadOnlyList<(int Start, int End)> skip)
    {
        var skipped = new bool[passage.Count];
        foreach ((var start, var end) in skip)
        {
            Array.Fill(skipped, true, start, Math.Min(end, passage.Count) - start);
        }

        SkipQuotations(passage, skipped);
        return skipped;
    }

    private static void SkipQuotations(Passage passage, bool[] skipped)
    {
        var open = -1;
        for (var i = 0; i < passage.Count; i++)
        {
            if (passage.Key(i) != "\"")
            {
                continue;
            }

            if (open >= 0 && i - open < LongestQuotation)
            {
                Array.Fill(skipped, true, open, i - open);
            }

            open = open >= 0 && i - open < LongestQuotation ? -1 : i;
        }
    }
}
