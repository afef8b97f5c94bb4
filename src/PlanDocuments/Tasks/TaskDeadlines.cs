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
    private static readonly Phrases And = new("và", ",", ";");

    /// <summary>Before a time these say nothing of what is due by it.</summary>
    private static readonly Phrases Fillers = new("phải", "phấn đấu", "và", "ngay", "cơ bản", "cần", "dự kiến", "đảm bảo", "bảo đảm", "năm", "tháng", "quý", "sẽ", "cố gắng", "khẩn trương", "tuần lễ", "hoàn thành", "xong");
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
        // "Đến 30/6 hoàn thành 50%, đến 31/12 hoàn thành 100%": what is due stands behind each time.
        var leadsOff = false;
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

            var behind = hasSeveral ? Behind(passage, deadlines, i) : null;
            leadsOff = behind is not null && (leadsOff || OpensClause(passage, deadline.Start));
            var deliverable = leadsOff ? behind : hasSeveral ? Deliverable(passage, clauseStart, clauseEnd) : null;
            described.Add(new DocumentDeadline(deadline.Kind, passage.Slice(deadline.Start, deadline.End), deadline.DueOn, deliverable, code));
        }

        return described;
    }

    private static bool OpensClause(Passage passage, int start) => passage.StartsClause(start) || passage.Key(start - 1) == "(";

    /// <summary>The words from a deadline up to the next one, or to its clause's end; null where there are none.</summary>
    private static string? Behind(Passage passage, IReadOnlyList<FoundDeadline> deadlines, int i)
    {
        var (from, end) = (deadlines[i].End, deadlines[i].End);
        var next = deadlines.Skip(i + 1).FirstOrDefault(later => later.Start >= from) is { End: > 0 } later ? later.Start : passage.Count;
        from += passage.Key(from) == "," ? 1 : 0;
        for (end = from; end < next && passage.Key(end) is not (";" or ")" or ":") && !passage.EndsSentence(end) && !passage.Breaks(end); end++)
        {
        }

        var text = end - from > 1 && passage.Tokens[from].IsWord && !passage.IsUpper(from) ? passage.Slice(from, end).Trim(' ', ',', '-', '–') : "";
        if (text.Length == 0 || AssignmentWords.Charges.At(passage, from) > 0)
        {
            return null;
        }

        // "Trước ngày 15/6, trước ngày 15/12 báo cáo": one for both.
        return Enumerable.Range(from, end - from).All(at => DeadlineWords.Lead.At(passage, at) > 0) && end == next && i + 1 < deadlines.Count
            ? Behind(passage, deadlines, i + 1) : text;
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

        from = Math.Max(from, LastBracketEnd(passage, from, end));
        var text = passage.Slice(from, end).Trim(' ', ',', ';', ':', '-', '–', '•', '|', '.', '(', ')');
        var deliverable = text.EndsWith(" thời gian", StringComparison.Ordinal) ? text[..^" thời gian".Length].TrimEnd(' ', ';', ',') : text;
        return deliverable.Length == 0 || Fillers.At(new Passage(deliverable), 0) == new Passage(deliverable).Count ? null : deliverable;
    }

    /// <summary>"6 tháng (trước 15/6) và năm (trước 15/12)": what closes the time before is none of this one's.</summary>
    private static int LastBracketEnd(Passage passage, int from, int end)
    {
        var open = from;
        for (int i = from, depth = 0; i < end; i++)
        {
            depth += passage.Key(i) switch { "(" => 1, ")" => -1, _ => 0 };
            open = depth < 0 ? i + 1 : open;
            depth = Math.Max(0, depth);
        }

        while (open > from && open < end && And.At(passage, open) > 0)
        {
            open++;
        }

        return open;
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
