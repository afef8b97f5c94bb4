using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Tasks;

/// <summary>Tells what a task is to bring about from its first verb and the type behind it.</summary>
internal static class DeliverableReader
{
    private const int LongestSearch = 40;

    /// <param name="passage">The task's content.</param>
    /// <param name="start">Where the task itself begins: behind "Căn cứ …" and an assignment in front.</param>
    /// <param name="reports">Whether a deadline of it is one for reporting.</param>
    public static DeliverableKind Read(Passage passage, int start, bool reports)
    {
        var kind = ByWords(passage, start);
        return kind == DeliverableKind.Other && reports ? DeliverableKind.Report : kind;
    }

    private static DeliverableKind ByWords(Passage passage, int start)
    {
        var i = start;
        while (DeliverableWords.Preludes.At(passage, i) is > 0 and var prelude && DeliverableWords.Proposing.At(passage, i) == 0)
        {
            i += prelude;
        }

        if (Is(DeliverableWords.Reporting))
        {
            return DeliverableKind.Report;
        }

        if (Is(DeliverableWords.Organising))
        {
            return DeliverableKind.Organisation;
        }

        if (Is(DeliverableWords.Proposing))
        {
            return DeliverableKind.Proposal;
        }

        if (Is(DeliverableWords.CarryingOut) && DeliverableWords.Making.At(passage, i) < 3)
        {
            return DeliverableKind.Other;
        }

        var organises = Is(DeliverableWords.Organise);
        if (organises && HasEvent(passage, i))
        {
            return DeliverableKind.Event;
        }

        return Type(passage, start) ?? DeliverableKind.Other;

        bool Is(Phrases phrases) => phrases.At(passage, i) > 0;
    }

    private static DeliverableKind? Type(Passage passage, int start)
    {
        var hasVerb = false;
        for (var i = start; i < passage.Count && i - start < LongestSearch;)
        {
            if (hasVerb && Kind(passage, i) is { } kind)
            {
                return kind;
            }

            var verb = DeliverableWords.Making.At(passage, i);
            var step = Math.Max(verb, Math.Max(DeliverableWords.Between.At(passage, i), DeliverableWords.Preludes.At(passage, i)));
            if (step == 0)
            {
                return null;
            }

            hasVerb |= verb > 0;
            i += step;
        }

        return null;
    }

    private static DeliverableKind? Kind(Passage passage, int i)
    {
        foreach ((var kind, var types) in DeliverableWords.Nouns)
        {
            if (types.At(passage, i) == 0)
            {
                continue;
            }

            return kind == DeliverableKind.Planning && !IsPlanning(passage, i) ? DeliverableKind.Other : kind;
        }

        return null;
    }

    /// <summary>"Phương án chữa cháy" is no plan of land or networks: "quy hoạch" must be said in the sentence.</summary>
    private static bool IsPlanning(Passage passage, int i)
    {
        for (var j = i; j < passage.Count && j - i < 60 && !passage.EndsSentence(j); j++)
        {
            if (DeliverableWords.Planning.At(passage, j) > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasEvent(Passage passage, int i)
    {
        for (var j = i; j < passage.Count && j - i < 24 && !passage.EndsSentence(j); j++)
        {
            if (DeliverableWords.Events.At(passage, j) > 0)
            {
                return true;
            }
        }

        return false;
    }
}
