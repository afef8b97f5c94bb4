using KGPlanGraph.PlanDocuments.Organisations;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Assignments;

/// <summary>
/// "Rà soát quy hoạch – Sở A chủ trì – quý II", "…, Sở A chủ trì, phối hợp với Sở B": bodies behind a dash, or a comma, in the middle of a sentence.
/// </summary>
internal sealed class PartedClauses(OrganisationListReader lists, LabelClauses labelled, ClauseEnd ends)
{
    private const int LongestName = 12;

    /// <param name="passage">The text.</param>
    /// <param name="i">Where the clause may begin.</param>
    /// <param name="before">The clauses that were read before it.</param>
    public AssignmentClause? Read(Passage passage, int i, IReadOnlyList<AssignmentClause> before)
    {
        var isDash = passage.IsParting(i - 1);
        if (!isDash && passage.Key(i - 1) != ",")
        {
            return null;
        }

        if (labelled.Read(passage, i, i) is { Part: not AssignmentPart.Charged } label)
        {
            return label;
        }

        if (!passage.IsUpper(i))
        {
            return null;
        }

        // "Rà soát – Sở A – Sở B – quý II": the first one does it.
        var isSecond = isDash && before.Count > 0 && before[^1].End == i - 1 && passage.IsParting(before[^1].Start - 1);
        var list = lists.Read(passage, i);
        if (list.IsEmpty || (!isSecond && IsBehindBody(passage, i - 1)))
        {
            return null;
        }

        if (ClauseEnd.PartAt(passage, list.End, out var behind) is { } part)
        {
            return isDash || part is AssignmentPart.Lead ? ends.Complete(passage, part, list.Mentions, i, behind) : null;
        }

        var isAlone = isDash && (passage.IsParting(list.End) || list.End >= passage.Count || passage.Breaks(list.End) || passage.Key(list.End) is "." or ";");
        if (!isAlone)
        {
            return null;
        }

        return new AssignmentClause(isSecond ? AssignmentPart.Coordinate : AssignmentPart.Charged, list.Mentions, [], i, list.End, list.End, list.End);
    }

    /// <summary>"Cục A - Bộ B", "làm việc với Sở A, Sở B chủ trì …": the body goes on with the one before.</summary>
    private bool IsBehindBody(Passage passage, int sign) => Enumerable.Range(1, LongestName)
        .Any(back => sign - back >= 0 && lists.Read(passage, sign - back) is { IsEmpty: false } list && list.End >= sign);
}
