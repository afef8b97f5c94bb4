using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>The words directly before a date.</summary>
/// <param name="Start">The phrase's first token: "hoàn thành" in "thời gian hoàn thành trong quý II".</param>
/// <param name="End">The date's first token.</param>
/// <param name="IsLabelled">Behind a label such as "Thời gian hoàn thành:".</param>
/// <param name="IsBeginningLabel">Behind a label that says when it begins.</param>
/// <param name="FollowsDeadline">Joined by "và" to the deadline before.</param>
internal readonly record struct DeadlineLead(int Start, int End, bool IsLabelled, bool IsBeginningLabel, bool FollowsDeadline)
{
    private const int LongestLabel = 9;
    private static readonly Phrases Begin = new("bắt đầu", "khởi công");
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

        var labelStart = passage.Key(start - 1) == ":" ? LabelStart(passage, start - 1) : -1;
        var begins = labelStart >= 0 && Enumerable.Range(labelStart, start - 1 - labelStart).Any(i => Begin.At(passage, i) > 0);
        var follows = lastEnd > 0 && start > lastEnd && start - lastEnd <= 1 && And.At(passage, lastEnd) > 0;
        return new DeadlineLead(start, at, (labelStart >= 0 && !begins) || IsNamed(passage, start), begins, follows);
    }

    /// <summary>"thời hạn 30/6/2022", "tiến độ quý II": a label without its colon.</summary>
    private static bool IsNamed(Passage passage, int start) =>
        Enumerable.Range(1, 3).Any(back => start - back >= 0 && DeadlineWords.Names.At(passage, start - back) == back);

    /// <summary>Where the label that the colon closes begins: "Thời gian trình UBND tỉnh:"; -1 where it is none of time.</summary>
    private static int LabelStart(Passage passage, int colon)
    {
        for (var i = colon - 1; i >= 0 && colon - i <= LongestLabel; i--)
        {
            if (passage.Key(i) is ";" or ":" || passage.EndsSentence(i))
            {
                break;
            }

            if (DeadlineWords.Labels.At(passage, i) > 0)
            {
                return i;
            }
        }

        return -1;
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
            || IsHour(passage, start - 1) ? 1 : 0;
    }

    /// <summary>"giờ", "17h", "17h00", "17g30".</summary>
    public static bool IsHour(Passage passage, int at)
    {
        if (DeadlineWords.Hour.At(passage, at) > 0)
        {
            return true;
        }

        var key = passage.Key(at);
        var mark = key.AsSpan().IndexOfAny('h', 'g');
        return mark is 1 or 2 && key.Length <= mark + 3 && key.AsSpan(0, mark).IndexOfAnyExceptInRange('0', '9') < 0
            && key.AsSpan(mark + 1).IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
