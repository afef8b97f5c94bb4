using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>The words directly before a date.</summary>
/// <param name="Start">The phrase's first token: "hoàn thành" in "thời gian hoàn thành trong quý II".</param>
/// <param name="End">The date's first token.</param>
/// <param name="IsLabelled">Behind a label such as "Thời gian hoàn thành:".</param>
/// <param name="FollowsDeadline">Joined by "và" to the deadline before.</param>
internal readonly record struct DeadlineLead(int Start, int End, bool IsLabelled, bool FollowsDeadline)
{
    private static readonly Phrases And = new("và", ",");

    public static DeadlineLead Before(Passage passage, int at, int most, int lastEnd)
    {
        var start = at;
        while (start > 0 && start > lastEnd && at - start < most && StepBack(passage, start, lastEnd) is > 0 and var step)
        {
            start -= step;
        }

        while (start < at && And.At(passage, start) > 0)
        {
            start++;
        }

        var labelled = passage.Key(start - 1) == ":" && Enumerable.Range(1, 5).Any(length =>
            start - 1 - length >= 0 && DeadlineWords.Labels.At(passage, start - 1 - length) == length);
        var follows = lastEnd > 0 && start > lastEnd && start - lastEnd <= 1 && And.At(passage, lastEnd) > 0;
        return new DeadlineLead(start, at, labelled, follows);
    }

    /// <summary>Whether one of the phrases stands among these words.</summary>
    public bool Within(Passage passage, Phrases phrases)
    {
        for (var i = Start; i < End; i++)
        {
            if (phrases.At(passage, i) is > 0 and var length && i + length <= End)
            {
                return true;
            }
        }

        return false;
    }

    private static int StepBack(Passage passage, int start, int lastEnd)
    {
        for (var length = 3; length >= 1; length--)
        {
            if (start - length >= lastEnd && DeadlineWords.Lead.At(passage, start - length) == length && !passage.Tokens[start].Breaks)
            {
                return length;
            }
        }

        // "trước 17 giờ 00 ngày"
        return DateReader.Number(passage, start - 1, 2) is not null && DeadlineWords.Hour.At(passage, start) > 0
            || DeadlineWords.Hour.At(passage, start - 1) > 0 ? 1 : 0;
    }
}
