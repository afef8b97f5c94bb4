using KGPlanGraph.PlanDocuments.Assignments;
using KGPlanGraph.PlanDocuments.Deadlines;
using KGPlanGraph.PlanDocuments.Organisations;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Tasks;

/// <summary>Gives each deadline of a task its output and performer, from the clause before it.</summary>
internal sealed class TaskDeadlines(OrganisationFinder bodies, Findings findings)
{
    private const int LongestClause = 250;
    private static readonly Phrases Concerning = new("đối với", "riêng", "riêng đối với");
    private static readonly Phrases Then = new("thì", "do", "giao");
    private static readonly Phrases Reporting = new("báo cáo");
    private static readonly Phrases Sending = new("gửi", "có trách nhiệm", "tổng hợp", "tổng hợp,", "lập", "đánh giá", "rà soát", "thực hiện", ",", "kết quả", "về", "nghiêm túc", "chế độ", "và");
    private static readonly Phrases Leads = new("chủ trì", "phối hợp");
    private static readonly Phrases Time = new("thời gian", "thời hạn", "tiến độ", ",", ";", ":", "và", "-");

    /// <summary>Whether the clause that the deadline closes speaks of reporting.</summary>
    public static bool IsReporting(Passage passage, IReadOnlyList<FoundDeadline> deadlines) =>
        deadlines.Where((deadline, i) => Has(passage, ClauseStart(passage, deadlines, i), deadline.Start, Reporting)).Any();

    /// <summary>Whether the verb at the place says that a report is due.</summary>
    public static bool Reports(Passage passage, int at) => DeliverableWords.Reporting.At(passage, at) > 0 || Reports(passage, at, Sending);

    private static bool Reports(Passage passage, int at, Phrases before) =>
        before.At(passage, at) is > 0 and var length && (Reporting.At(passage, at + length) > 0 || Reports(passage, at + length, before));

    public static bool SpeaksOfReporting(Passage passage) => Has(passage, 0, passage.Count, Reporting);

    public List<DocumentDeadline> Describe(Passage passage, IReadOnlyList<FoundDeadline> deadlines, Assignment assignment, string label)
    {
        var described = new List<DocumentDeadline>();
        // What recurs is one phrase for all its days.
        var hasSeveral = deadlines.DistinctBy(deadline => deadline.Start).Count() > 1;
        var clause = 0;
        var assigned = 0;
        for (var i = 0; i < deadlines.Count; i++)
        {
            var deadline = deadlines[i];
            for (; clause < assignment.Clauses.Count
                && assignment.Clauses[clause].TailStart <= deadline.Start; clause++)
            {
                assigned = assignment.Clauses[clause].WordsStart;
            }

            var start = Math.Max(assigned, ClauseStart(passage, deadlines, i));
            var performer = Performer(passage, start, deadline.Start, out var clauseEnd, out var clauseStart);
            var code = performer?.Body?.Code == assignment.LeadCode ? null : performer?.Body?.Code;
            if (performer?.UnknownName is { } unknown)
            {
                findings.UnknownBody(unknown, label, passage.LineOf(performer.Value.Start));
            }

            var deliverable = hasSeveral ? Deliverable(passage, clauseStart, clauseEnd) : null;
            described.Add(new DocumentDeadline(deadline.Kind, passage.Slice(deadline.Start, deadline.End), deadline.DueOn, deliverable, code));
        }

        return described;
    }

    private static int ClauseStart(Passage passage, IReadOnlyList<FoundDeadline> deadlines, int i)
    {
        var floor = i == 0 ? 0 : deadlines[i - 1].End;
        var start = deadlines[i].Start;
        for (var back = 0; start > floor && back < LongestClause && passage.Key(start - 1) != ";" && !passage.EndsSentence(start - 1)
            && !passage.Tokens[start].Breaks; back++)
        {
            start--;
        }
        // "…; thời gian hoàn thành trong quý IV": what is due stands before.
        var isBare = start > floor && deadlines[i].Start - start <= 3 && Time.At(passage, start) + start >= deadlines[i].Start;
        if (!isBare && start != deadlines[i].Start)
        {
            return start;
        }

        var before = start - 1;
        while (before > floor && passage.Key(before - 1) != ";" && !passage.EndsSentence(before - 1) && start - before < LongestClause)
        {
            before--;
        }

        return Math.Max(floor, before);
    }

    /// <summary>"Đối với A thì B thẩm định trong …", "B hoàn thành trong …": another than the lead is to meet it.</summary>
    private Mention? Performer(Passage passage, int start, int end, out int clauseEnd, out int clauseStart)
    {
        clauseStart = start;
        while (clauseStart < end && Time.At(passage, clauseStart) is > 0 and var lead)
        {
            clauseStart += lead;
        }

        clauseEnd = end;
        for (var i = clauseStart; i < end; i++)
        {
            var word = Then.At(passage, i);
            var isStart = i == clauseStart && word == 0 && passage.IsUpper(i);
            if ((word == 0 && !isStart) || bodies.At(passage, i + word) is not { } mention || mention.End > end)
            {
                continue;
            }

            if (Leads.At(passage, mention.End) > 0 || passage.Key(mention.End) == ",")
            {
                continue;
            }

            if (isStart)
            {
                clauseStart = mention.End;
            }
            else
            {
                clauseEnd = i;
            }

            return mention;
        }

        return null;
    }

    /// <summary>The output alone where the clause is verbs and a type ("lập, trình phê duyệt Kế hoạch …"), else the clause.</summary>
    private static string? Deliverable(Passage passage, int start, int end)
    {
        var from = start + Concerning.At(passage, start);
        for (int i = from, verbs = 0; i < end;)
        {
            var isOutput = verbs > 0 && passage.IsUpper(i) && DeliverableWords.Nouns.Any(type => type.Nouns.At(passage, i) > 0);
            if (isOutput)
            {
                from = i;
            }

            var verb = DeliverableWords.Making.At(passage, i);
            var step = Math.Max(verb, DeliverableWords.Between.At(passage, i));
            if (isOutput || step == 0)
            {
                break;
            }

            verbs += verb;
            i += step;
        }

        var text = passage.Slice(from, end).Trim(' ', ',', ';', ':', '-', '.');
        var deliverable = text.EndsWith(" thời gian", StringComparison.Ordinal) ? text[..^" thời gian".Length].TrimEnd(' ', ';', ',') : text;
        return deliverable.Length == 0 ? null : deliverable;
    }

    private static bool Has(Passage passage, int from, int end, Phrases words)
    {
        for (var i = from; i < end; i++)
        {
            if (words.At(passage, i) > 0)
            {
                return true;
            }
        }

        return false;
    }
}
