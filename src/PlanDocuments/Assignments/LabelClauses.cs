using KGPlanGraph.PlanDocuments.Organisations;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Assignments;

/// <summary>"Cơ quan chủ trì: Sở A", "Chủ trì là Sở A", "Đơn vị phối hợp Sở B", "Chủ trì/phối hợp: Sở A/Sở B".</summary>
internal sealed class LabelClauses(OrganisationListReader lists, ClauseEnd ends)
{
    private static readonly (Phrases Labels, AssignmentPart Part)[] All =
    [
        (AssignmentWords.LeadLabels, AssignmentPart.Lead), (AssignmentWords.CoordinateLabels, AssignmentPart.Coordinate),
        (AssignmentWords.PerformerLabels, AssignmentPart.Charged),
    ];

    /// <param name="passage">The text.</param>
    /// <param name="start">First token of the clause.</param>
    /// <param name="i">Where the label may stand.</param>
    public AssignmentClause? Read(Passage passage, int start, int i)
    {
        if (AssignmentWords.BothLabels.At(passage, i) is > 0 and var both && passage.Key(i + both) == ":")
        {
            return ReadBoth(passage, start, i + both + 1);
        }

        foreach ((var labels, var part) in All)
        {
            var length = labels.At(passage, i);
            var hasColon = length > 0 && passage.Key(i + length) == ":";
            if (length == 0 || (!hasColon && (part is AssignmentPart.Charged || !NamesWithoutColon(passage, i, length))))
            {
                continue;
            }

            var from = i + length + (hasColon ? 1 : AssignmentWords.LabelSigns.At(passage, i + length));
            from += AssignmentWords.Bullets.At(passage, from);
            var list = lists.Read(passage, from, semicolons: true, isSure: hasColon && part != AssignmentPart.Charged);
            if (!list.IsEmpty)
            {
                return Read(passage, part, list, start);
            }
        }

        return null;
    }

    private AssignmentClause Read(Passage passage, AssignmentPart part, OrganisationList list, int start)
    {
        // "Chủ trì là Sở A, phối hợp là Sở B": the second word speaks of others.
        if (ClauseEnd.PartAt(passage, list.End, out var behind) is { } said && !(part is AssignmentPart.Lead && said is AssignmentPart.Coordinate))
        {
            return ends.Complete(passage, said, list.Mentions, start, behind);
        }

        if (ClauseEnd.ByBrackets(passage, list) is { } roles)
        {
            return new AssignmentClause(AssignmentPart.Lead, roles.Leads, roles.Others, start, list.End, list.End, list.End);
        }

        return part == AssignmentPart.Coordinate
            ? new AssignmentClause(part, list.Mentions, [], start, list.End, list.End, list.End)
            : ends.Complete(passage, part, list.Mentions, start, list.End);
    }

    /// <summary>"Chủ trì là Sở A", "Chủ trì - Sở A", "Đơn vị chủ trì Sở A": "chủ trì Sở A" alone may be anything.</summary>
    private static bool NamesWithoutColon(Passage passage, int i, int length)
    {
        var sign = AssignmentWords.LabelSigns.At(passage, i + length);
        return (sign > 0 && !passage.IsGlued(i + length)) || (AssignmentWords.NounLabels.At(passage, i) == length && passage.IsUpper(i + length));
    }

    /// <summary>The slash parts who leads from who coordinates; without one the body named first leads.</summary>
    private AssignmentClause? ReadBoth(Passage passage, int start, int from)
    {
        var list = lists.Read(passage, from, semicolons: true, isSure: true);
        if (list.IsEmpty)
        {
            return null;
        }

        if (ClauseEnd.ByBrackets(passage, list) is { } roles)
        {
            return new AssignmentClause(AssignmentPart.Lead, roles.Leads, roles.Others, start, list.End, list.End, list.End);
        }

        var others = passage.Key(list.End) == "/" ? lists.Read(passage, list.End + 1, semicolons: true, isSure: true) : new OrganisationList([], list.End);
        return others.IsEmpty
            ? new AssignmentClause(AssignmentPart.Lead, [list.Mentions[0]], [.. list.Mentions.Skip(1)], start, list.End, list.End, list.End)
            : new AssignmentClause(AssignmentPart.Lead, list.Mentions, others.Mentions, start, others.End, others.End, others.End);
    }
}
