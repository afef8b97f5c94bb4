using KGPlanGraph.PlanDocuments.Organisations;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Assignments;

/// <summary>Settles lead, coordinators and open phrase from the clauses of a text. What stays open is a warning.</summary>
internal sealed class AssignmentReader(ClauseReader clauseReader, Findings findings)
{
    /// <summary>What the text says, without a word to the findings.</summary>
    public List<AssignmentClause> Clauses(Passage passage) => clauseReader.Read(passage);

    /// <param name="passage">The text.</param>
    /// <param name="all">Its clauses.</param>
    /// <param name="heading">The bodies that the heading above consists of, if it does.</param>
    /// <param name="label">For the warnings.</param>
    public Assignment Settle(Passage passage, IReadOnlyList<AssignmentClause> all, IReadOnlyList<Mention> heading, string label)
    {
        var clauses = Relevant(passage, all, heading);
        var leads = Leads(clauses, heading);
        var charged = Distinct(clauses.Where(clause => clause.Part is AssignmentPart.Charged).SelectMany(clause => clause.Organisations));
        var namesLead = leads.Count > 0;
        var line = passage.LineOf(clauses.Count > 0 ? clauses[0].Start : 0);
        if (!namesLead)
        {
            leads = ByPlace(passage, clauses, charged, heading, label, line);
        }

        var named = clauses.SelectMany(clause => clause.Part is AssignmentPart.Subject ? clause.Coordinators
            : [.. clause.Organisations, .. clause.Coordinators]);
        var mentions = Distinct([.. leads, .. named]);
        Mention[] leading = [.. leads.Where(mention => !mention.IsOpen)];
        Mention? lead = leading.Length > 0 ? leading[0] : null;
        foreach (var mention in mentions.Where(mention => mention.UnknownName is not null))
        {
            var fromHeading = heading.Any(above => above.Identity == mention.Identity);
            findings.UnknownBody(mention.UnknownName!, label, fromHeading ? line : passage.LineOf(mention.Start));
        }

        if (lead is { UnknownName: not null })
        {
            WarnNoLead(label, line);
        }

        string[] together = [.. leading.Skip(1).Where(mention => mention.Body is not null).Select(mention => mention.Body!.Code)];
        string[] coordinators = [.. mentions.Where(mention => mention.Body is not null && leading.All(leads => leads.Identity != mention.Identity))
            .Select(mention => mention.Body!.Code)];
        return new Assignment(lead?.Body?.Code, together, coordinators, OpenPhrase(passage, mentions), namesLead || leads.Count > 0, clauses);
    }

    public void WarnNoLead(string label, int line) =>
        findings.Warn(label, line, "No lead agency is named.", "Không nêu rõ cơ quan chủ trì.");

    /// <summary>Clauses without a subject count only under a heading that is one; "do X chủ trì" only where nothing else assigns.</summary>
    private static List<AssignmentClause> Relevant(Passage passage, IReadOnlyList<AssignmentClause> all, IReadOnlyList<Mention> heading)
    {
        List<AssignmentClause> clauses = [.. all.Where(clause => clause.Part != AssignmentPart.Subject
            && (clause.Organisations.Count > 0 || (heading.Count > 0 && clause.Start == 0)))];
        var isSettled = clauses.Any(clause => clause.Part == AssignmentPart.Lead && !IsAside(passage, clause));
        var isCharged = clauses.Any(clause => clause.Part == AssignmentPart.Charged && !IsAside(passage, clause));
        clauses.RemoveAll(clause => IsAside(passage, clause) && (isSettled || (isCharged && clause.Organisations.All(IsAbove))));

        if (clauses.Count == 0 && heading.Count == 0 && all.Count > 0 && all[0] is { Part: AssignmentPart.Subject, Start: 0 })
        {
            clauses.Add(all[0]);
        }

        return clauses;
    }

    /// <summary>"hội nghị do Bộ X chủ trì", "hội nghị, Bộ X chủ trì": it may be said of something else than the task.</summary>
    private static bool IsAside(Passage passage, AssignmentClause clause) => passage.Key(clause.Start) == "do"
        || (clause.Part == AssignmentPart.Lead && passage.Key(clause.Start - 1) == "," && AssignmentWords.Charges.At(passage, clause.Start) == 0
            && AssignmentWords.LeadLabels.At(passage, clause.Start) == 0);

    private static bool IsAbove(Mention mention) => mention.Body?.Kind is AgencyKind.Ministry or AgencyKind.MinistryUnit or AgencyKind.Government or AgencyKind.NationalAssembly;

    private static List<Mention> Leads(List<AssignmentClause> clauses, IReadOnlyList<Mention> heading) =>
        Distinct(clauses.Where(clause => clause.Part == AssignmentPart.Lead)
            .SelectMany(clause => clause.Organisations.Count > 0 ? clause.Organisations : heading));

    /// <summary>Without "chủ trì": the one body that is charged, the body that the heading names, or the subject of the first clause.</summary>
    private List<Mention> ByPlace(Passage passage, List<AssignmentClause> clauses, List<Mention> charged, IReadOnlyList<Mention> heading, string label, int line)
    {
        if (charged.Count > 0)
        {
            return charged;
        }

        if (heading.Count > 0)
        {
            return [.. heading];
        }

        if (clauses.Count == 0 || clauses[0].Part != AssignmentPart.Subject)
        {
            return [];
        }

        var subjects = Distinct(clauses[0].Organisations);
        if (subjects is [{ IsOpen: false }] && passage.Key(subjects[0].End) != ":")
        {
            findings.Warn(label, line,
                $"{passage.Slice(subjects[0].Start, subjects[0].End)} is taken as lead: it is the subject, but \"chủ trì\" is not said.",
                $"{passage.Slice(subjects[0].Start, subjects[0].End)} được coi là cơ quan chủ trì vì là chủ thể, dù văn bản không ghi \"chủ trì\".");
        }

        return subjects;
    }

    /// <summary>Verbatim; where named bodies stand between unnamed ones, the parts are joined by a comma.</summary>
    private static string? OpenPhrase(Passage passage, List<Mention> mentions)
    {
        var parts = new List<(int Start, int End)>();
        foreach (var mention in mentions.Where(mention => mention.IsOpen))
        {
            var goesOn = parts.Count > 0 && mention.Start >= parts[^1].End && mention.Start - parts[^1].End <= 2;
            if (goesOn)
            {
                parts[^1] = (parts[^1].Start, mention.End);
            }
            else
            {
                parts.Add((mention.Start, mention.End));
            }
        }

        return parts.Count == 0 ? null : string.Join(", ", parts.Select(part => passage.Slice(part.Start, part.End)).Distinct());
    }

    private static List<Mention> Distinct(IEnumerable<Mention> mentions)
    {
        var seen = new HashSet<string>();
        return [.. mentions.Where(mention => seen.Add(mention.IsOpen ? $"#{mention.Start}" : mention.Identity))];
    }
}
