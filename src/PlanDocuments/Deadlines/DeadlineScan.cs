using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>One walk over a passage in search of deadlines.</summary>
internal sealed class DeadlineScan(Passage passage, PlanYears years, string? label, Findings? findings, List<FoundDeadline> found)
{
    private const int Lookback = 8;

    private readonly List<FoundDeadline> periodic = [];
    private readonly List<(int Start, int End)> noDays = [];
    private int periodicEnd;
    private int eachYearStart;
    private int eachYearEnd;
    private readonly bool[] used = new bool[passage.Count];

    public Passage Passage { get; } = passage;

    public PlanYears Years { get; } = years;

    /// <summary>The token behind the last deadline's phrase.</summary>
    public int LastEnd { get; private set; }

    /// <summary>The words directly before a time.</summary>
    public DeadlineLead LeadBefore(int at) => DeadlineLead.Before(Passage, at, Lookback, LastEnd);

    /// <summary>It begins a sentence, stands behind a semicolon, or opens a bracket: nothing before it says what it is of.</summary>
    public bool IsApart(int start) => Passage.Breaks(start) || Passage.Key(start - 1) is ";" or "(" || Passage.EndsSentence(start - 1)
        || (Passage.Key(start - 1) == "-" && Passage.Breaks(start - 1));

    /// <summary>Nothing behind it says more of it.</summary>
    public bool Closes(int end) =>
        end >= Passage.Count || Passage.Breaks(end) || Passage.Key(end) is ";" or ")" or "," || Passage.EndsSentence(end);

    public bool IsPast(int? year) => year is not null && Years.First is { } first && year < first;

    public int Add(DeadlineKind kind, DateOnly dueOn, int start, int end)
    {
        if (Years.Earliest is { } year && dueOn.Year < year && !(dueOn.Year == year - 1 && dueOn is { Month: 12, Day: 31 } && kind == DeadlineKind.BeforeDate))
        {
            return Warn(start, end, $"lies before the plan's year {year}", $"trước năm {year} của kế hoạch");
        }

        found.Add(new FoundDeadline(kind, dueOn, start, end));
        Use(start, end);
        return LastEnd = end;
    }

    /// <summary>One deadline for each time within the plan's years.</summary>
    public int AddEach(IEnumerable<(DeadlineKind Kind, DateOnly DueOn)> times, int start, int end)
    {
        var any = false;
        foreach ((var kind, var dueOn) in times)
        {
            found.Add(new FoundDeadline(kind, dueOn, start, end));
            any = true;
        }

        Use(start, end);
        return any ? LastEnd = end : Warn(start, end, "names no year", "không nêu năm");
    }

    /// <summary>"Định kỳ 6 tháng": counts where the text names no day for it.</summary>
    public int AddPeriodic(IEnumerable<(DeadlineKind Kind, DateOnly DueOn)> times, int start, int end)
    {
        Use(start, end);
        periodicEnd = end;
        periodic.AddRange(times.Select(time => new FoundDeadline(time.Kind, time.DueOn, start, end)));
        return end;
    }

    /// <summary>"Hằng tháng (trước ngày 20)", "hằng tháng, trước ngày 20": the day is of each month.</summary>
    public bool IsBehindMonthly(int start) => periodic.Count > 0 && periodic[^1].Kind == DeadlineKind.Month && start - periodicEnd <= 1
        && Passage.Key(periodicEnd) is "(" or ",";

    /// <summary>"Hằng năm, trước ngày 15/12": the days of this sentence come again each year.</summary>
    public void EachYearFrom(int start) => (eachYearStart, eachYearEnd) = (start, Passage.SentenceEnd(start));

    public bool IsEachYear(int at) => at >= eachYearStart && at < eachYearEnd;

    /// <summary>A time without a day: told where its clause names none either.</summary>
    public int AddNoDay(int start, int end)
    {
        noDays.Add((start, end));
        return end;
    }

    public void Close()
    {
        foreach ((var start, var end) in noDays)
        {
            var clause = end;
            while (clause < Passage.Count && Passage.Key(clause) is not (";" or ")") && !Passage.Breaks(clause) && !Passage.EndsSentence(clause))
            {
                clause++;
            }

            if (!IsUsed(start, clause))
            {
                Warn(start, end, "names no day", "không nêu ngày cụ thể");
            }
        }

        if (found.Count == 0)
        {
            found.AddRange(periodic.DistinctBy(deadline => (deadline.Kind, deadline.DueOn)));
        }
    }

    public int Warn(int start, int end, string english, string vietnamese)
    {
        var phrase = Passage.Slice(start, end);
        findings?.Warn(label, Passage.LineOf(start), $"\"{phrase}\" {english}; no deadline was set.", $"\"{phrase}\" {vietnamese}; không ghi nhận thời hạn.");
        Use(start, end);
        return end;
    }

    public int WarnBeginning(int start, int end) => Warn(start, end, "names a beginning but no end", "chỉ nêu thời điểm bắt đầu");

    /// <summary>Whether something between the tokens was read, or told.</summary>
    public bool IsUsed(int start, int end) => used.AsSpan(start, end - start).Contains(true);

    private void Use(int start, int end) => used.AsSpan(start, Math.Max(0, Math.Min(end, used.Length) - start)).Fill(true);

    /// <summary>The year written, or the plan's where none is; null and a warning where the plan does not settle it either.</summary>
    public int? YearOf(int? written, int start, int end)
    {
        if (written is not null)
        {
            return written;
        }

        if (Passage.Key(end) == "/")
        {
            Warn(start, end, "does not name one day", "không xác định một ngày cụ thể");
            return null;
        }

        if (Years.One is null)
        {
            Warn(start, end, "names no year", "không nêu năm");
        }

        return Years.One;
    }
}
