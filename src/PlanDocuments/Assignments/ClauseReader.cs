using KGPlanGraph.PlanDocuments.Organisations;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Assignments;

/// <summary>
/// Finds the clauses that assign: "Giao X chủ trì, phối hợp với Y", "X chủ trì …" at the start of a clause, "Cơ quan chủ trì: X".
/// "Giao" in "Giao thông" names no body behind it; "đề xuất giao cho" stands in the middle of a clause: neither assigns.
/// </summary>
internal sealed class ClauseReader
{
    private readonly OrganisationListReader lists;
    private readonly ClauseEnd ends;
    private readonly LabelClauses labelled;
    private readonly PartedClauses parted;

    public ClauseReader(OrganisationListReader lists)
    {
        this.lists = lists;
        ends = new ClauseEnd(lists);
        labelled = new LabelClauses(lists, ends);
        parted = new PartedClauses(lists, labelled, ends);
    }

    private const int LongestOddName = 14;
    private const int LongestTime = 40;

    public List<AssignmentClause> Read(Passage passage)
    {
        var clauses = new List<AssignmentClause>();
        for (var i = 0; i < passage.Count;)
        {
            var isStart = passage.StartsClause(i) || (passage.Key(i - 1) == "." && AssignmentWords.Charges.At(passage, i) > 0) || (passage.Key(i) == "(" && i > 0) || passage.Key(i - 1) == "(";
            var clause = isStart ? AtStart(passage, i) : Inside(passage, i) ?? parted.Read(passage, i, clauses);
            if (clause is not null)
            {
                clauses.Add(clause);
            }

            i = Math.Max(i + 1, clause?.TailStart ?? 0);
        }

        return clauses;
    }

    private AssignmentClause? AtStart(Passage passage, int at)
    {
        var i = at + AssignmentWords.Bullets.At(passage, at) + (passage.Key(at) == "(" ? 1 : 0);
        if (passage.Key(at) == "(" && InBrackets(passage, at) is { } bracketed)
        {
            return bracketed;
        }

        return labelled.Read(passage, at, i) ?? Charged(passage, at, i) ?? Requested(passage, at, i) ?? Subject(passage, at, i) ?? Understood(passage, at, i)
            ?? BehindTime(passage, at, i);
    }

    /// <summary>"Nâng cấp đường (Sở A)." at a sentence's end: the bodies in the bracket do it.</summary>
    private AssignmentClause? InBrackets(Passage passage, int at)
    {
        var list = lists.Read(passage, at + 1, semicolons: true);
        var closes = !list.IsEmpty && passage.Key(list.End) == ")" && (list.End + 1 >= passage.Count || passage.Breaks(list.End + 1)
            || passage.Key(list.End + 1) is "." or ";");
        // "Cục A (Bộ B)": the bracket only says to whom the body before it belongs.
        var isPartOfName = closes && Enumerable.Range(1, 12).Any(back => at - back >= 0 && lists.Read(passage, at - back) is { IsEmpty: false } before && before.End > at);
        return closes && !isPartOfName ? new AssignmentClause(AssignmentPart.Charged, list.Mentions, [], at, list.End + 1, list.End + 1, list.End + 1) : null;
    }

    /// <summary>"…, giao Sở X chủ trì" and "UBND tỉnh giao Sở X chủ trì" in the middle of a sentence.</summary>
    private AssignmentClause? Inside(Passage passage, int i)
    {
        if (AssignmentWords.Charges.At(passage, i) == 0 && AssignmentWords.Requests.At(passage, i) == 0)
        {
            return null;
        }

        var isDo = AssignmentWords.Charges.At(passage, i) == 0;
        if (isDo)
        {
            return passage.Key(i) == Do ? Requested(passage, i, i) : null;
        }

        var afterCharger = Enumerable.Range(1, 6).Any(back => i - back >= 0 && AssignmentWords.Chargers.At(passage, i - back) == back);
        var afterComma = passage.Key(i - 1) == ",";
        return (afterCharger || afterComma) && Charged(passage, i, i) is { } clause && (afterCharger || clause.Part != AssignmentPart.Charged || OrganisationWords.Verbs.At(passage, clause.WordsStart) > 0)
            ? clause : null;
    }

    private static readonly string Do = WordKey.Of("do");

    private AssignmentClause? Charged(Passage passage, int start, int i)
    {
        var charge = AssignmentWords.Charges.At(passage, i);
        if (charge == 0)
        {
            return null;
        }

        var from = i + charge + (passage.Key(i + charge) == ":" ? 1 : 0);
        var list = lists.Read(passage, from);
        list = list.IsEmpty ? OddName(passage, from) : ends.WithSemicolons(passage, list);

        if (list.IsEmpty)
        {
            return null;
        }

        if (ClauseEnd.ByBrackets(passage, list) is { } roles)
        {
            var clause = ends.Complete(passage, AssignmentPart.Lead, roles.Leads, start, list.End);
            return clause with { Coordinators = [.. roles.Others, .. clause.Coordinators] };
        }

        var part = ClauseEnd.PartAt(passage, list.End, out var behind) ?? AssignmentPart.Charged;
        // "Giao Sở A phối hợp với Sở B thực hiện": who is charged does it, with the others.
        part = part is AssignmentPart.Coordinate && AssignmentWords.With.At(passage, behind + AssignmentWords.Participates.At(passage, behind)) > 0 ? AssignmentPart.Charged : part;
        return ends.Complete(passage, part, list.Mentions, start, behind);
    }

    /// <summary>"Giao Nhà khách tỉnh chủ trì": whatever stands there, "chủ trì" says that it is a body.</summary>
    private static OrganisationList OddName(Passage passage, int from)
    {
        for (var i = from; passage.IsUpper(from) && i < passage.Count && i - from < LongestOddName && !passage.Breaks(i)
            && passage.Key(i) is not ("." or ";"); i++)
        {
            if (i > from && AssignmentWords.Leads.At(passage, i) > 0)
            {
                return new OrganisationList([new Mention(from, i, null, passage.Slice(from, i))], i);
            }
        }

        return new OrganisationList([], from);
    }

    private AssignmentClause? Requested(Passage passage, int start, int i)
    {
        var request = AssignmentWords.Requests.At(passage, i);
        if (request == 0)
        {
            return null;
        }

        var list = lists.Read(passage, i + request);
        if (list.IsEmpty)
        {
            return null;
        }

        if (ClauseEnd.PartAt(passage, list.End, out var behind) is { } part)
        {
            return ends.Complete(passage, part, list.Mentions, start, behind);
        }

        var isDemanded = AssignmentWords.Demands.At(passage, i) > 0 && OrganisationWords.Verbs.At(passage, list.End) > 0;
        return isDemanded || (passage.Key(i) == Do && IsDone(passage, list.End))
            ? ends.Complete(passage, AssignmentPart.Charged, list.Mentions, start, list.End) : null;
    }

    /// <summary>"… Sở A thực hiện.": with the verb the clause is over.</summary>
    private static bool IsDone(Passage passage, int at) => AssignmentWords.Done.At(passage, at) is > 0 and var verb
        && (at + verb >= passage.Count || passage.Breaks(at + verb) || passage.Key(at + verb) is "." or ";" or ")" or ",");

    private AssignmentClause? Subject(Passage passage, int start, int i)
    {
        var list = lists.Read(passage, i);
        if (list.IsEmpty)
        {
            return null;
        }
        // "Thủ trưởng các sở; Chủ tịch UBND các huyện căn cứ …"
        if (passage.Key(list.End) == ";" && i == start && start == 0)
        {
            list = lists.Read(passage, i, semicolons: true);
        }

        if (ClauseEnd.ByBrackets(passage, list) is { } roles)
        {
            return new AssignmentClause(AssignmentPart.Lead, roles.Leads, roles.Others, start, list.End, list.End, list.End);
        }

        if (ClauseEnd.PartAt(passage, list.End, out var behind) is { } part)
        {
            return ends.Complete(passage, part, list.Mentions, start, behind);
        }

        if (start > 0 && IsDone(passage, list.End))
        {
            return ends.Complete(passage, AssignmentPart.Charged, list.Mentions, start, list.End);
        }

        var hasVerb = list.End < passage.Count && passage.Tokens[list.End] is { IsWord: true, IsUpper: false, Breaks: false };
        return hasVerb || passage.Key(list.End) == ":" ? ends.Complete(passage, AssignmentPart.Subject, list.Mentions, start, list.End) : null;
    }

    /// <summary>"Định kỳ 6 tháng (trước ngày 15/6), các sở báo cáo …": the first body behind the time is the subject.</summary>
    private AssignmentClause? BehindTime(Passage passage, int start, int i)
    {
        var isGrounds = AssignmentWords.GroundsFirst.At(passage, i) > 0;
        if ((!isGrounds && AssignmentWords.TimeFirst.At(passage, i) == 0) || !passage.IsUpper(i))
        {
            return null;
        }

        for (int j = i + 1, depth = 0; j < passage.Count && j - i < LongestTime && !passage.Breaks(j) && !passage.EndsSentence(j) && passage.Key(j) != ";"; j++)
        {
            depth += passage.Key(j) switch { "(" => 1, ")" => -1, _ => 0 };
            var list = depth > 0 ? null : lists.Read(passage, j);
            if (list is not { IsEmpty: false })
            {
                continue;
            }

            var part = ClauseEnd.PartAt(passage, list.End, out var behind);
            if (isGrounds && part is null && (passage.Key(j - 1) != "," || OrganisationWords.Verbs.At(passage, list.End) == 0))
            {
                j = list.End - 1;
                continue;
            }

            var hasVerb = list.End < passage.Count && passage.Tokens[list.End] is { IsWord: true, IsUpper: false, Breaks: false };
            return part is not null || hasVerb ? ends.Complete(passage, part ?? AssignmentPart.Subject, list.Mentions, start, behind) : null;
        }

        return null;
    }

    /// <summary>"Chủ trì, phối hợp với …" without a subject: the heading names it.</summary>
    private AssignmentClause? Understood(Passage passage, int start, int i) =>
        ClauseEnd.PartAt(passage, i, out var behind) is { } part && passage.IsUpper(i) ? ends.Complete(passage, part, [], start, behind) : null;
}
