using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>Years, and spans of them.</summary>
internal static class YearDeadlines
{
    private static readonly string Now = WordKey.Of("nay");

    /// <summary>"hoàn thành trong năm 2022", "cuối năm 2022", "trước năm 2025", "đến năm 2025 hoàn thành".</summary>
    public static int Read(DeadlineScan scan, int at)
    {
        var passage = scan.Passage;
        var written = DateReader.Number(passage, at + 1, 4);
        var lead = scan.LeadBefore(at);
        var end = at + (written is not null || passage.Key(at + 1) == Now ? 2 : 1);
        if (written is not null && Written.SpanEnd(passage, at + 1) is { } span)
        {
            return ReadSpan(scan, at, at + 1, span);
        }

        var listed = written is null ? [] : DeadlineYears.Listed(passage, at);
        end = listed.Count > 0 ? listed[^1].End : end;
        if (!IsDeadline(scan, lead, written, end))
        {
            return end;
        }

        if (lead.Within(passage, DeadlineWords.Beginnings))
        {
            return DeadlineWords.Until.At(passage, end) > 0 || scan.IsPast(written) ? end : scan.WarnBeginning(lead.Start, end);
        }

        if (lead.Within(passage, DeadlineWords.Vague))
        {
            return scan.Warn(lead.Start, end, "does not say which day is meant", "không xác định được ngày cụ thể");
        }

        if (passage.Key(end) == ":" || scan.YearOf(listed.Count > 0 ? listed[^1].Year : written, lead.Start, end) is not { } year)
        {
            return end;
        }

        return lead.Within(passage, DeadlineWords.Before) && !lead.Within(passage, DeadlineWords.EndOf)
            ? scan.Add(DeadlineKind.BeforeDate, new DateOnly(year, 1, 1).AddDays(-1), lead.Start, end)
            : scan.Add(DeadlineKind.Year, new DateOnly(year, 12, 31), lead.Start, end);
    }

    /// <summary>"đến năm 2025 phấn đấu đạt …" is an aim and no deadline.</summary>
    private static bool IsDeadline(DeadlineScan scan, DeadlineLead lead, int? written, int end)
    {
        var (passage, at) = (scan.Passage, lead.End);
        var finishes = lead.Within(passage, DeadlineWords.Finishing) || lead.IsLabelled;
        var isUntil = lead.Within(passage, DeadlineWords.UntilWords);
        var untilAndDone = isUntil && DeadlineWords.Finishing.At(passage, end) > 0;
        var within = DeadlineWords.WithinYear.At(passage, at - 1) > 0 && passage.Key(at - 1).Length > 0;
        var isApart = written is not null && !scan.IsPast(written) && scan.IsApart(lead.Start) && scan.Closes(end);
        var isTriggered = finishes || untilAndDone || within || (lead.FollowsDeadline && lead.Start < at) || isApart;
        var isAim = isUntil && !finishes && !untilAndDone && !lead.Within(passage, DeadlineWords.EndOf);
        var isNamed = written is not null || finishes || (within && lead.Within(passage, DeadlineWords.EndOf));
        return isTriggered && !isAim && isNamed;
    }

    /// <summary>"hoàn thành trong học kỳ I năm học 2022-2023": neither the year nor its end is that of the calendar.</summary>
    public static int ReadSchoolYear(DeadlineScan scan, int at, int end)
    {
        var passage = scan.Passage;
        while (end < passage.Count && end - at < 8 && !scan.Closes(end))
        {
            end++;
        }

        var lead = scan.LeadBefore(at);
        return lead.IsLabelled || lead.Within(passage, DeadlineWords.PeriodTriggers)
            ? scan.Warn(lead.Start, end, "does not say which day is meant", "không xác định được ngày cụ thể") : end;
    }

    /// <summary>"Thời gian hoàn thành: 2022", "2022 - 2025", "hoàn thành trong 2022".</summary>
    public static int ReadBare(DeadlineScan scan, int at)
    {
        var passage = scan.Passage;
        var lead = scan.LeadBefore(at);
        if (DateReader.Year(passage, at) is not { } year)
        {
            return at + 1;
        }

        var end = Written.SpanEnd(passage, at) is { } last ? last + 1 : at + 1;
        var isFinished = lead.Within(passage, DeadlineWords.Finishing) && scan.Closes(end) && !scan.IsPast(year);
        if (!lead.IsLabelled && !isFinished)
        {
            return at + 1;
        }

        return Written.SpanEnd(passage, at) is { } span ? ReadSpan(scan, at, at, span)
            : scan.Add(DeadlineKind.Year, new DateOnly(year, 12, 31), lead.Start, at + 1);
    }

    /// <summary>"giai đoạn 2021-2025"</summary>
    public static int ReadSpan(DeadlineScan scan, int start, int first) =>
        DateReader.Number(scan.Passage, first, 4) is not null && Written.SpanEnd(scan.Passage, first) is { } span ? ReadSpan(scan, start, first, span) : first;

    private static int ReadSpan(DeadlineScan scan, int start, int first, int last)
    {
        var passage = scan.Passage;
        var lead = scan.LeadBefore(start);
        var isTriggered = lead.IsLabelled || lead.Within(passage, DeadlineWords.Finishing) || (first > start && DeadlineWords.WithinYear.At(passage, start - 1) > 0)
            // "trong 02 năm 2022-2023"
            || (DateReader.Number(passage, start - 1, 2) is not null && DeadlineWords.WithinYear.At(passage, start - 2) > 0);
        return isTriggered && DateReader.Number(passage, last, 4) is { } year
            ? scan.Add(DeadlineKind.Period, new DateOnly(year, 12, 31), lead.Start, last + 1)
            : last + 1;
    }
}
