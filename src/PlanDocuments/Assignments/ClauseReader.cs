using KGPlanGraph.PlanDocuments.Organisations;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Assignments;

/// <summary>
/// Finds the clauses that assign: "Giao X chủ trì, phối hợp với Y", "X chủ trì …" at the start of a clause, "Cơ quan chủ trì: X".
/// "Giao" in "Giao thông" names no body behind it; "đề xuất giao cho" stands in the middle of a clause: neither assigns.
/// </summary>
internal sealed class ClauseReader(OrganisationListReader lists)
{
    private const int LongestOddName = 14;
    private const int LongestClause = 300;
    private const int LongestTime = 40;

    public List<AssignmentClause> Read(Passage passage)
    {
        var clauses = new List<AssignmentClause>();
        for (var i = 0; i < passage.Count;)
        {
            var clause = passage.StartsClause(i) || (passage.Key(i - 1) == "." && AssignmentWords.Charges.At(passage, i) > 0) || (passage.Key(i) == "(" && i > 0) || passage.Key(i - 1) == "(" ? AtStart(passage, i) : Inside(passage, i);
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

        return Labelled(passage, at, i) ?? Charged(passage, at, i) ?? Requested(passage, at, i) ?? Subject(passage, at, i) ?? Understood(passage, at, i)
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
        return (afterCharger || afterComma) && Charged(passage, i, i) is { } clause && (afterCharger || clause.Part != AssignmentPart.Charged) ? clause
            : null;
    }

    private static readonly string Do = WordKey.Of("do");

    private AssignmentClause? Labelled(Passage passage, int start, int i)
    {
        foreach ((var labels, var part) in new[]
        {
            (AssignmentWords.LeadLabels, AssignmentPart.Lead), (AssignmentWords.CoordinateLabels, AssignmentPart.Coordinate),
            (AssignmentWords.PerformerLabels, AssignmentPart.Charged),
        })
        {
            var length = labels.At(passage, i);
            if (length == 0 || passage.Key(i + length) != ":")
            {
                continue;
            }

            var list = lists.Read(passage, i + length + 1, semicolons: true, isSure: part != AssignmentPart.Charged);
            if (list.IsEmpty)
            {
                continue;
            }

            if (PartAt(passage, list.End, out var behind) is { } said)
            {
                return Complete(passage, said, list.Mentions, start, behind);
            }

            if (ByBrackets(passage, list) is { } roles)
            {
                return new AssignmentClause(AssignmentPart.Lead, roles.Leads, roles.Others, start, list.End, list.End, list.End);
            }

            return part == AssignmentPart.Coordinate
                ? new AssignmentClause(part, list.Mentions, [], start, list.End, list.End, list.End)
                : Complete(passage, part, list.Mentions, start, list.End);
        }

        return null;
    }

    /// <summary>"Sở A (chủ trì), Sở B, Sở C (phối hợp)": null where no bracket says who leads.</summary>
    private static (List<Mention> Leads, List<Mention> Others)? ByBrackets(Passage passage, OrganisationList list)
    {
        var leads = list.Mentions.Where(mention => passage.Key(mention.End) == "(" && AssignmentWords.Leads.At(passage, mention.End + 1) > 0).ToList();
        return leads.Count == 0 ? null : (leads, list.Mentions.Except(leads).ToList());
    }

    private AssignmentClause? Charged(Passage passage, int start, int i)
    {
        var charge = AssignmentWords.Charges.At(passage, i);
        if (charge == 0)
        {
            return null;
        }

        var from = i + charge + (passage.Key(i + charge) == ":" ? 1 : 0);
        var list = lists.Read(passage, from);
        list = list.IsEmpty ? OddName(passage, from) : WithSemicolons(passage, list);

        if (list.IsEmpty)
        {
            return null;
        }

        if (ByBrackets(passage, list) is { } roles)
        {
            var clause = Complete(passage, AssignmentPart.Lead, roles.Leads, start, list.End);
            return clause with { Coordinators = [.. roles.Others, .. clause.Coordinators] };
        }

        var part = PartAt(passage, list.End, out var behind) ?? AssignmentPart.Charged;
        // "Giao Sở A phối hợp với Sở B thực hiện": who is charged does it, with the others.
        part = part is AssignmentPart.Coordinate && AssignmentWords.With.At(passage, behind + AssignmentWords.Participates.At(passage, behind)) > 0 ? AssignmentPart.Charged : part;
        return Complete(passage, part, list.Mentions, start, behind);
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
        return !list.IsEmpty && PartAt(passage, list.End, out var behind) is { } part ? Complete(passage, part, list.Mentions, start, behind) : null;
    }

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

        if (ByBrackets(passage, list) is { } roles)
        {
            return new AssignmentClause(AssignmentPart.Lead, roles.Leads, roles.Others, start, list.End, list.End, list.End);
        }

        if (PartAt(passage, list.End, out var behind) is { } part)
        {
            return Complete(passage, part, list.Mentions, start, behind);
        }

        var hasVerb = list.End < passage.Count && passage.Tokens[list.End] is { IsWord: true, IsUpper: false, Breaks: false };
        return hasVerb || passage.Key(list.End) == ":" ? Complete(passage, AssignmentPart.Subject, list.Mentions, start, list.End) : null;
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

            var part = PartAt(passage, list.End, out var behind);
            if (isGrounds && part is null && (passage.Key(j - 1) != "," || OrganisationWords.Verbs.At(passage, list.End) == 0))
            {
                j = list.End - 1;
                continue;
            }

            var hasVerb = list.End < passage.Count && passage.Tokens[list.End] is { IsWord: true, IsUpper: false, Breaks: false };
            return part is not null || hasVerb ? Complete(passage, part ?? AssignmentPart.Subject, list.Mentions, start, behind) : null;
        }

        return null;
    }

    /// <summary>"Chủ trì, phối hợp với …" without a subject: the heading names it.</summary>
    private AssignmentClause? Understood(Passage passage, int start, int i) =>
        PartAt(passage, i, out var behind) is { } part && passage.IsUpper(i) ? Complete(passage, part, [], start, behind) : null;

    private static AssignmentPart? PartAt(Passage passage, int at, out int behind)
    {
        behind = at;
        while (AssignmentWords.Leads.At(passage, behind) == 0 && AssignmentWords.Fillers.At(passage, behind) is > 0 and var filler)
        {
            behind += filler;
        }

        if (AssignmentWords.Leads.At(passage, behind) is > 0 and var lead)
        {
            behind += lead;
            // "chịu trách nhiệm chính, chủ trì"
            behind += AssignmentWords.Leads.At(passage, behind);
            return AssignmentPart.Lead;
        }

        if (AssignmentWords.Participates.At(passage, behind) > 0)
        {
            return AssignmentPart.Coordinate;
        }

        behind = at;
        return null;
    }

    /// <summary>Adds those named behind "phối hợp với", as far as the sentence goes; a semicolon ends it unless "phối hợp" follows.</summary>
    private AssignmentClause Complete(Passage passage, AssignmentPart part, IReadOnlyList<Mention> bodies, int start, int behind)
    {
        var coordinators = new List<Mention>();
        var tail = behind;
        var words = -1;
        var i = behind;
        while (i < passage.Count && i - start < LongestClause && (i == behind || !passage.Tokens[i].Breaks) && !EndsClause(passage, i, behind))
        {
            var found = CoordinatorsAt(passage, i, part == AssignmentPart.Lead && i == behind);
            coordinators.AddRange(found.Mentions);
            // "chủ trì xây dựng …, phối hợp với …": the words stand before the coordinators.
            if (!found.IsEmpty && tail == behind)
            {
                words = i - behind > 2 ? behind : found.End;
            }

            if (!found.IsEmpty)
            {
                tail = found.End;
            }

            i = Math.Max(i + 1, found.End);
        }

        return new AssignmentClause(part, bodies, coordinators, start, words < 0 ? behind : words, tail, i);
    }

    private static bool EndsClause(Passage passage, int i, int behind) =>
        passage.EndsSentence(i)
        || (passage.Key(i) == ";" && AssignmentWords.Coordinates.At(passage, i + 1) == 0)
        || ((i == behind || passage.Key(i - 1) == ",") && AssignmentWords.Charges.At(passage, i) > 0);

    /// <summary>"Sở A; UBND các huyện; Sở B thực hiện": behind a semicolon the list goes on where no clause begins.</summary>
    private OrganisationList WithSemicolons(Passage passage, OrganisationList list)
    {
        while (!list.IsEmpty && passage.Key(list.End) == ";")
        {
            var more = lists.Read(passage, list.End + 1);
            if (more.IsEmpty || passage.Breaks(list.End + 1) || (PartAt(passage, more.End, out _) is not AssignmentPart.Lead && !passage.Breaks(more.End) && passage.Key(more.End) is not ("." or ";" or "," or ")")
                && AssignmentWords.DoneTogether.At(passage, more.End) == 0))
            {
                break;
            }

            list = new OrganisationList([.. list.Mentions, .. more.Mentions], more.End);
        }

        return list;
    }

    private OrganisationList CoordinatorsAt(Passage passage, int at, bool isBehindLead)
    {
        if (AssignmentWords.Coordinates.At(passage, at) is > 0 and var word)
        {
            var link = AssignmentWords.CoordinateLinks.At(passage, at + word);
            return WithSemicolons(passage, lists.Read(passage, at + word + link, isSure: link > 0 && AssignmentWords.With.At(passage, at + word + link - 1) > 0));
        }

        if (!isBehindLead)
        {
            return new OrganisationList([], at);
        }

        if (AssignmentWords.LeadLinks.At(passage, at) is > 0 and var with)
        {
            return lists.Read(passage, at + with);
        }
        // "Sở A chủ trì, Sở B phối hợp"
        var list = passage.Key(at) == "," ? lists.Read(passage, at + 1) : new OrganisationList([], at);
        return !list.IsEmpty && AssignmentWords.Participates.At(passage, list.End) > 0 ? list : new OrganisationList([], at);
    }
}
