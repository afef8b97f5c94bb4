using KGPlanGraph.PlanDocuments.Assignments;
using KGPlanGraph.PlanDocuments.Deadlines;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Tasks;

/// <summary>From which token to which the task's own words go that make its title.</summary>
internal readonly record struct TaskBounds(int TitleStart, int TitleEnd)
{
    private const int MostGrounds = 6;

    public static TaskBounds Of(Passage passage, IReadOnlyList<AssignmentClause> clauses, IReadOnlyList<FoundDeadline> deadlines)
    {
        var start = SkipGrounds(passage, clauses);
        var front = clauses.FirstOrDefault(clause => clause.Start <= start && clause.End > start);
        if (front is not null)
        {
            start = Math.Min(front.WordsStart, Math.Max(0, passage.Count - 1));
        }

        while (start < passage.Count && !passage.Tokens[start].IsWord && passage.Key(start) is not ("\"" or "("))
        {
            start++;
        }

        var end = start >= passage.Count ? passage.Count : passage.SentenceEnd(start);
        for (var i = start; front is not null && i < front.TailStart && i < end; i++)
        {
            if (AssignmentWords.Coordinates.At(passage, i) > 0 || passage.Key(i) == ";")
            {
                end = i;
            }
        }

        foreach (var clause in clauses)
        {
            if (clause.Start > start)
            {
                end = Math.Min(end, clause.Start);
            }
        }

        foreach (var deadline in deadlines)
        {
            if (deadline.Start > start + 3)
            {
                end = Math.Min(end, deadline.Start);
            }
        }

        return new TaskBounds(start, end);
    }

    private static int SkipGrounds(Passage passage, IReadOnlyList<AssignmentClause> clauses)
    {
        var start = 0;
        for (var sentences = 0; sentences < MostGrounds && start < passage.Count && DeliverableWords.Grounds.At(passage, start) > 0; sentences++)
        {
            var next = passage.SentenceEnd(start) + 1;
            if (next >= passage.Count || clauses.Any(clause => clause.Start == next))
            {
                break;
            }

            start = next;
        }

        return start;
    }
}
