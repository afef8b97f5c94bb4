using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>One walk over a passage in search of deadlines.</summary>
internal sealed class DeadlineScan(Passage passage, int? planYear, string? label, Findings? findings, List<FoundDeadline> found)
{
    public Passage Passage { get; } = passage;

    /// <summary>The token behind the last deadline's phrase.</summary>
    public int LastEnd { get; private set; }

    public int Add(DeadlineKind kind, DateOnly dueOn, DeadlineLead lead, int end)
    {
        if (DeadlineWords.Periodic.At(Passage, end) > 0)
        {
            return Warn(lead.Start, end, "comes again and again", "là mốc định kỳ");
        }

        if (planYear is { } year && dueOn.Year < year && !(dueOn.Year == year - 1 && dueOn is { Month: 12, Day: 31 } && kind == DeadlineKind.BeforeDate))
        {
            return Warn(lead.Start, end, $"lies before the plan's year {year}", $"trước năm {year} của kế hoạch");
        }

        found.Add(new FoundDeadline(kind, dueOn, lead.Start, end));
        return LastEnd = end;
    }

    public int Warn(int start, int end, string english, string vietnamese)
    {
        var phrase = Passage.Slice(start, end);
        findings?.Warn(label, Passage.LineOf(start), $"\"{phrase}\" {english}; no deadline was set.", $"\"{phrase}\" {vietnamese}; không ghi nhận thời hạn.");
        return end;
    }

    public void Warn(int at, string english, string vietnamese) => Warn(Math.Max(0, at - 1), at + 1, english, vietnamese);

    /// <summary>The year written, or the plan's where none is; null and a warning where the plan states none either.</summary>
    public int? YearOf(int? written, int start, int end)
    {
        if (written is not null)
        {
            return written;
        }

        var isPeriodic = DeadlineWords.Periodic.At(Passage, end) > 0;
        if (isPeriodic || Passage.Key(end) == "/")
        {
            Warn(start, end, "does not name one day", "không xác định một ngày cụ thể");
            return null;
        }

        if (planYear is null)
        {
            Warn(start, end, "names no year", "không nêu năm");
        }

        return planYear;
    }
}
