using KGPlanGraph.PlanDocuments.Organisations;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Assignments;

/// <summary>What stands behind the bodies of a clause: their part, and with whom they do it.</summary>
internal sealed class ClauseEnd(OrganisationListReader lists)
{
    private const int LongestClause = 300;

    /// <summary>What the words behind a body ask of it, and the token behind them; null where they say neither "chủ trì" nor "phối hợp".</summary>
    public static AssignmentPart? PartAt(Passage passage, int at, out int behind)
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
    public AssignmentClause Complete(Passage passage, AssignmentPart part, IReadOnlyList<Mention> bodies, int start, int behind)
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
    public OrganisationList WithSemicolons(Passage passage, OrganisationList list)
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

    /// <summary>"Sở A (chủ trì), Sở B, Sở C (phối hợp)": null where no bracket says who leads.</summary>
    public static (List<Mention> Leads, List<Mention> Others)? ByBrackets(Passage passage, OrganisationList list)
    {
        var leads = list.Mentions.Where(mention => passage.Key(mention.End) == "(" && AssignmentWords.Leads.At(passage, mention.End + 1) > 0).ToList();
        return leads.Count == 0 ? null : (leads, list.Mentions.Except(leads).ToList());
    }
}
