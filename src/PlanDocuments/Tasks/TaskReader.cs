using KGPlanGraph.PlanDocuments.Assignments;
using KGPlanGraph.PlanDocuments.Citations;
using KGPlanGraph.PlanDocuments.Deadlines;
using KGPlanGraph.PlanDocuments.InvestmentItems;
using KGPlanGraph.PlanDocuments.Localities;
using KGPlanGraph.PlanDocuments.Organisations;
using KGPlanGraph.PlanDocuments.Outline;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Tasks;

/// <summary>Makes tasks of items and of paragraphs that assign or oblige to report.</summary>
internal sealed class TaskReader(
    OrganisationFinder bodies, AssignmentReader assignments, DeadlineReader deadlines, TaskDeadlines taskDeadlines, CitationReader citations, LocalityReader localities,
        ItemReader items, Findings findings)
{
    private static readonly PlanYears AnyYear = new(1, 1, null);
    private static readonly Phrases Formulas = new(
        "thi hành Quyết định này", "thực hiện Quyết định này", "thi hành Kế hoạch này", "thi hành Chương trình này", "thi hành Nghị quyết này", "có hiệu lực kể từ ngày", "có hiệu lực thi hành");

    private static readonly string[] CommitteeEnds = ["ubnd", WordKey.Of("dân")];

    /// <summary>
    /// What the text yields as a task, or null where it is running text. A lettered item is a task, save in sections on aims,
    /// organisation and funds: there, as in running text, it must assign somebody, or oblige to report by a date.
    /// </summary>
    public DocumentTask? Read(TaskSource source)
    {
        var passage = source.Passage;
        findings.At(source.Line);
        var clauses = assignments.Clauses(passage);
        findings.At(source.Line);
        // Citations are told for running text too; a task's are told once.
        var cited = citations.Read(passage, source.Label);
        (int, int)[] skip = [.. cited.Select(citation => (citation.Start, citation.End))];
        var charges = clauses.Any(clause => clause.Part is AssignmentPart.Lead or AssignmentPart.Charged
            && (clause.Organisations.Count > 0 || source.HeadingBodies.Count > 0));
        var silent = deadlines.Read(passage, skip, source.PlanYears, null);
        var reports = TaskDeadlines.IsReporting(passage, silent)
            || (silent.Count > 0 && clauses.Any(clause => clause.Part is AssignmentPart.Subject && TaskDeadlines.Reports(passage, clause.WordsStart)));
        if (silent.Count == 0 && IsFormula(passage))
        {
            return null;
        }

        var isDuty = source.Place is TaskPlace.Duties && (IsDoer(clauses) || (silent.Count > 0 && (source.IsLettered || clauses.Count > 0)));
        if (!charges && !reports && !isDuty && source.Place is not TaskPlace.Tasks)
        {
            WarnUnused(source, clauses, silent, skip);
            return null;
        }

        var label = source.TakeLabel();
        var assignment = assignments.Settle(passage, clauses, source.HeadingBodies, label);
        if (assignment is { LeadCode: null, CoordinatorCodes: [], OpenPhrase: null })
        {
            assignment = assignment with { OpenPhrase = source.HeadingOthers };
        }

        if (assignment is { CoordinatorCodes: [], OpenPhrase: null } && assignment.Clauses.All(clause => clause.Organisations.Count == 0))
        {
            (var codes, var open) = source.HeadingCoordinators;
            assignment = assignment with { CoordinatorCodes = [.. codes.Where(code => code != assignment.LeadCode)], OpenPhrase = open };
        }

        if (!assignment.NamesLead && (assignment.OpenPhrase is null || !reports))
        {
            assignments.WarnNoLead(label, source.Line);
        }

        var found = deadlines.Read(passage, skip, source.PlanYears, label);
        return Build(source, label, assignment, found, [.. cited.Select(citation => citation.Index).Distinct()], reports);
    }

    /// <summary>"… chịu trách nhiệm thi hành Quyết định này": the end of a decision, and no duty of its plan.</summary>
    private static bool IsFormula(Passage passage) => Enumerable.Range(0, passage.Count).Any(i => Formulas.At(passage, i) > 0);

    private DocumentTask Build(TaskSource source, string label, Assignment assignment, List<FoundDeadline> found, int[] cited, bool reports)
    {
        var passage = source.Passage;
        var bounds = TaskBounds.Of(passage, assignment.Clauses, found);
        var places = localities.Read(passage, Skipped(passage, assignment));
        var itemsEnd = assignment.Clauses.Count > 0 && assignment.Clauses[0].Start > 0 ? assignment.Clauses[0].Start : passage.Count;
        var named = items.Read(new ItemScan(passage, itemsEnd, places, assignment.LeadCode, label));
        var described = taskDeadlines.Describe(passage, found, assignment, label);
        var output = source.Row is { Output: { Length: > 0 } cell } ? cell : LabelLines.Output(passage);
        var title = ShortTitle.From(passage, bounds.TitleStart, bounds.TitleEnd);
        foreach (var code in assignment.CoordinatorCodes.Append(assignment.LeadCode).Concat(assignment.CoLeadCodes).Concat(described.Select(deadline =>
            deadline.PerformerCode)).OfType<string>())
        {
            findings.Organisations.Add(code);
        }

        return new DocumentTask
        {
            Label = label,
            SectionLabel = source.SectionLabel,
            Title = title.Length >= 15 ? title : source.Heading ?? ShortTitle.Cut(passage.Text),
            Content = source.Content ?? passage.Text,
            DeliverableKind = DeliverableReader.Read(passage, bounds.TitleStart, reports),
            LeadCode = assignment.LeadCode,
            CoLeads = assignment.CoLeadCodes,
            ExpectedOutput = output,
            CoordinatorCodes = assignment.CoordinatorCodes,
            OpenCoordinationPhrase = assignment.OpenPhrase,
            Deadlines = described,
            LegalDocuments = cited,
            Localities = [.. places.Select(place => place.Index).Distinct()],
            InvestmentItems = named,
            Line = source.Line,
        };
    }

    /// <summary>Names of places inside names of bodies and zones are no places of the task.</summary>
    private static Func<int, bool> Skipped(Passage passage, Assignment assignment)
    {
        var skipped = new bool[passage.Count];
        foreach (var clause in assignment.Clauses)
        {
            Array.Fill(skipped, true, clause.Start, clause.TailStart - clause.Start);
        }

        foreach ((var start, var end) in ItemReader.ZoneNames(passage))
        {
            Array.Fill(skipped, true, start, end - start);
        }

        return i => skipped[i] || CommitteeEnds.Contains(passage.Key(i - 1));
    }

    /// <summary>Whether a text names a body as the one to do it, or a time: what a task has and running text has not.</summary>
    public bool Assigns(Passage passage)
    {
        var clauses = assignments.Clauses(passage);
        return clauses.Any(clause => clause.Organisations.Count > 0 && clause.Part is not AssignmentPart.Subject) || IsDoer(clauses)
            || deadlines.Read(passage, [], AnyYear, null).Count > 0;
    }

    /// <summary>Whether a clause of the text charges a named body.</summary>
    public bool Charges(Passage passage) => assignments.Clauses(passage).Any(clause =>
        clause.Part is AssignmentPart.Lead or AssignmentPart.Charged && clause.Organisations.Any(mention => !mention.IsOpen));

    /// <summary>Whether the text says that a named body leads.</summary>
    public bool Leads(Passage passage) => assignments.Clauses(passage).Any(clause =>
        clause.Part is AssignmentPart.Lead && clause.Organisations.Any(mention => !mention.IsOpen));

    /// <summary>"Sở A tham mưu …": a named body is the subject of the first clause.</summary>
    private static bool IsDoer(IReadOnlyList<AssignmentClause> clauses) =>
        clauses is [{ Part: AssignmentPart.Subject, Start: 0 } first, ..] && first.Organisations.Any(body => !body.IsOpen)
        && first.Organisations[0].Body?.Kind is not AgencyKind.ProvincialPeoplesCommittee;

    /// <summary>Running text that names a body together with a duty, or a time, is told.</summary>
    private void WarnUnused(TaskSource source, List<AssignmentClause> clauses, List<FoundDeadline> silent, (int, int)[] skip)
    {
        if ((source.IsLettered && IsDoer(clauses)) || (source.Place is TaskPlace.Duties or TaskPlace.Tasks && !IsOfAll(clauses) && NamesBody(source.Passage, skip)))
        {
            findings.Warn(source.Label, source.Line, "Names a body, but assigns nothing in the plan's words; kept as running text of its section.",
                "Có nêu cơ quan nhưng không ghi giao nhiệm vụ; được giữ làm nội dung của mục.");
        }

        if (silent.Any(deadline => source.Place is not TaskPlace.Aims || deadline.Kind is not (DeadlineKind.Year or DeadlineKind.Period)))
        {
            findings.Warn(source.Label, source.Line, "Names a time, but no duty; kept as running text of its section.",
                "Có nêu thời gian nhưng không phải nhiệm vụ; được giữ làm nội dung của mục.");
        }
        else if (source.Place is TaskPlace.Duties or TaskPlace.Tasks || TaskDeadlines.SpeaksOfReporting(source.Passage))
        {
            // A time that cannot be settled is told.
            deadlines.Read(source.Passage, skip, source.PlanYears, source.Label);
        }
    }

    /// <summary>"Các sở, ban, ngành có trách nhiệm …": what all bodies together are to do.</summary>
    private static bool IsOfAll(IReadOnlyList<AssignmentClause> clauses) =>
        clauses is [{ Start: 0, Organisations.Count: > 0 } first, ..] && first.Organisations.All(body => body.IsOpen);

    /// <summary>A body that is not merely whose something is, or to whom it goes.</summary>
    private bool NamesBody(Passage passage, (int Start, int End)[] skip)
    {
        for (var i = 0; i < passage.Count; i++)
        {
            if (bodies.At(passage, i) is not { } mention)
            {
                continue;
            }

            var isAbove = mention.Body?.Kind is AgencyKind.ProvincialPeoplesCommittee or AgencyKind.PeoplesCouncil or AgencyKind.PartyCommittee or AgencyKind.Government
                or AgencyKind.NationalAssembly;
            if (!isAbove && AssignmentWords.Receiving.At(passage, i - 1) == 0 && !skip.Any(part => i >= part.Start && i < part.End))
            {
                return true;
            }

            i = mention.End - 1;
        }

        return false;
    }
}
