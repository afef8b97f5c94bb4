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
    AssignmentReader assignments, DeadlineReader deadlines, TaskDeadlines taskDeadlines, CitationReader citations, LocalityReader localities,
        ItemReader items, Findings findings)
{
    private static readonly string[] CommitteeEnds = ["ubnd", WordKey.Of("dân")];

    /// <summary>
    /// What the text yields as a task, or null where it is running text. A lettered item is a task, save in sections on aims,
    /// organisation and funds: there, as in running text, it must assign somebody, or oblige to report by a date.
    /// </summary>
    public DocumentTask? Read(TaskSource source)
    {
        var passage = source.Passage;
        var clauses = assignments.Clauses(passage);
        // Citations are told for running text too; a task's are told once.
        var cited = citations.Read(passage, source.Label);
        (int, int)[] skip = [.. cited.Select(citation => (citation.Start, citation.End))];
        var charges = clauses.Any(clause => clause.Part is AssignmentPart.Lead or AssignmentPart.Charged
            && (clause.Organisations.Count > 0 || source.HeadingBody is not null));
        var silent = deadlines.Read(passage, skip, source.PlanYear, null);
        var reports = TaskDeadlines.IsReporting(passage, silent);
        if (!charges && !reports && !source.IsTaskByPlace)
        {
            WarnNamedOnly(source, clauses);
            // A duty to report whose date cannot be settled is told.
            if (TaskDeadlines.SpeaksOfReporting(passage))
            {
                deadlines.Read(passage, skip, source.PlanYear, source.Label);
            }

            return null;
        }

        var label = source.TakeLabel();
        var assignment = assignments.Settle(passage, clauses, source.HeadingBody, label);
        if (assignment is { LeadCode: null, CoordinatorCodes: [], OpenPhrase: null })
        {
            assignment = assignment with { OpenPhrase = source.HeadingOthers };
        }

        if (!assignment.NamesLead && (assignment.OpenPhrase is null || !reports))
        {
            assignments.WarnNoLead(label, source.Line);
        }

        var found = deadlines.Read(passage, skip, source.PlanYear, label);
        return Build(source, label, assignment, found, [.. cited.Select(citation => citation.Index).Distinct()], reports);
    }

    private DocumentTask Build(TaskSource source, string label, Assignment assignment, List<FoundDeadline> found, int[] cited, bool reports)
    {
        var passage = source.Passage;
        var bounds = TaskBounds.Of(passage, assignment.Clauses, found);
        var places = localities.Read(passage, Skipped(passage, assignment));
        var itemsEnd = assignment.Clauses.Count > 0 && assignment.Clauses[0].Start > 0 ? assignment.Clauses[0].Start : passage.Count;
        var named = items.Read(new ItemScan(passage, itemsEnd, places, assignment.LeadCode, label));
        var described = taskDeadlines.Describe(passage, found, assignment, label);
        var title = ShortTitle.From(passage, bounds.TitleStart, bounds.TitleEnd);
        foreach (var code in assignment.CoordinatorCodes.Append(assignment.LeadCode).Concat(described.Select(deadline =>
            deadline.PerformerCode)).OfType<string>())
        {
            findings.Organisations.Add(code);
        }

        return new DocumentTask
        {
            Label = label,
            SectionLabel = source.SectionLabel,
            Title = title.Length >= 15 ? title : source.Heading ?? ShortTitle.Cut(passage.Text),
            Content = passage.Text,
            DeliverableKind = DeliverableReader.Read(passage, bounds.TitleStart, reports),
            LeadCode = assignment.LeadCode,
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

    private void WarnNamedOnly(TaskSource source, List<AssignmentClause> clauses)
    {
        if (source.IsLettered && clauses is [{ Part: AssignmentPart.Subject, Start: 0 } first, ..] && first.Organisations.Any(body => !body.IsOpen))
        {
            findings.Warn(source.Label, source.Line, "Names a body, but assigns nothing in the plan's words; kept as running text of its section.",
                "Có nêu cơ quan nhưng không ghi giao nhiệm vụ; được giữ làm nội dung của mục.");
        }
    }
}
