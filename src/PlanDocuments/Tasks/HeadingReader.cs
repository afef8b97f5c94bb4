using KGPlanGraph.PlanDocuments.Assignments;
using KGPlanGraph.PlanDocuments.Organisations;
using KGPlanGraph.PlanDocuments.Outline;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Tasks;

/// <summary>Tells of headings which bodies they name as those who do what stands below, and whether items below them are tasks.</summary>
internal sealed class HeadingReader(OrganisationListReader lists, ClauseReader clauses)
{
    private static readonly Phrases Duties = new(
        "tổ chức thực hiện", "tổ chức triển khai", "chế độ báo cáo", "chế độ thông tin", "hiệu lực", "phân công", "trách nhiệm", "kinh phí", "nguồn kinh phí",
        "nguồn vốn", "thời gian thực hiện", "đánh giá", "thực trạng", "tình hình", "đặc điểm", "phạm vi", "đối tượng", "nguyên tắc");

    private static readonly Phrases Targets = new("mục tiêu", "chỉ tiêu", "kết quả");
    private static readonly Phrases Aims = new("mục đích", "yêu cầu", "quan điểm", "căn cứ", "sự cần thiết", "quy định chung");
    private static readonly Phrases Work = new("nhiệm vụ", "giải pháp", "nội dung");
    private static readonly Phrases Organising = new("tổ chức", "kinh phí", "mục đích", "yêu cầu", "chế độ", "căn cứ", "quan điểm", "kết quả");

    private static readonly Phrases Prefixes = new(
        "trách nhiệm của", "nhiệm vụ của", "giao", "giao cho", "đề nghị", "phân công", "yêu cầu", "đối với", "trách nhiệm", "nhiệm vụ", "trách nhiệm các", "về phía");

    private static readonly Phrases Suffixes = new(
        "có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ", "chủ trì", "thực hiện", "chủ trì thực hiện", "có trách nhiệm thực hiện", "chủ trì, phối hợp", ":", ".", ";");

    private readonly Dictionary<OutlineSection, HeadingBodies> known = [];

    /// <summary>A heading of a section whose text is not one duty.</summary>
    public static bool NamesNoTask(string heading)
    {
        var passage = new Passage(heading);
        return Duties.At(passage, 0) > 0 || Targets.At(passage, 0) > 0 || Aims.At(passage, 0) > 0;
    }

    /// <summary>The nearest heading that says it decides; without one, items are tasks.</summary>
    public TaskPlace Place(OutlineSection section)
    {
        if (Bodies(section).IsAny)
        {
            return TaskPlace.Tasks;
        }

        foreach (var above in section.Lineage())
        {
            var passage = new Passage(above.Heading.Text);
            if (Organising.At(passage, 0) == 0 && Enumerable.Range(0, Math.Min(passage.Count, 12)).Any(i => Work.At(passage, i) > 0))
            {
                return TaskPlace.Tasks;
            }

            if (Aims.At(passage, 0) > 0)
            {
                return TaskPlace.Aims;
            }

            if (Targets.At(passage, 0) > 0)
            {
                return TaskPlace.Targets;
            }

            if (Duties.At(passage, 0) > 0)
            {
                return TaskPlace.Duties;
            }
        }

        return TaskPlace.Tasks;
    }

    /// <summary>The bodies of the section's own heading, or else of the one above it.</summary>
    public HeadingBodies Bodies(OutlineSection section)
    {
        if (known.TryGetValue(section, out var bodies))
        {
            return bodies;
        }

        bodies = Own(new Passage([section.Heading]));
        if (!bodies.IsAny && section.Parent is { } parent)
        {
            bodies = Bodies(parent) with { IsOwn = false };
        }

        return known[section] = bodies;
    }

    /// <summary>The bodies of "1. Sở A: Rà soát …", whose heading is only what stands before the colon.</summary>
    public HeadingBodies Split(OutlineSection section, string heading) => known[section] = Own(new Passage(heading, section.Heading.Line));

    public bool IsBody(Passage passage, int end)
    {
        var list = lists.Read(passage, Prefixes.At(passage, 0), semicolons: true);
        return !list.IsEmpty && list.End == end;
    }

    private HeadingBodies Own(Passage passage)
    {
        if (passage.Count is 0 or > 80)
        {
            return HeadingBodies.None;
        }

        // A colon behind unnamed bodies is that of the heading, and makes no label of them.
        var whole = passage;
        passage = passage.Key(passage.Count - 1) == ":" ? new Passage(passage.Text.TrimEnd(' ', ':'), passage.LineOf(0)) : passage;
        foreach (var start in new[] { 0, Prefixes.At(passage, 0) }.Distinct())
        {
            var list = lists.Read(passage, start, semicolons: true);
            if (!list.IsEmpty && EndsAt(passage, list.End))
            {
                return Of(passage, list);
            }
        }

        for (var i = 1; i < passage.Count; i++)
        {
            var list = passage.Key(i) is "(" or "-" && passage.Key(i - 1) != "(" ? lists.Read(passage, i + 1, semicolons: true) : null;
            var end = list is { IsEmpty: false } ? list.End + Suffixes.At(passage, list.End) : 0;
            if (end > 0 && (passage.Key(i) == "-" ? EndsAt(passage, end) : passage.Key(end) == ")" && EndsAt(passage, end + 1)))
            {
                return Of(passage, list!) is { Bodies.Count: > 0 } bodies ? bodies : HeadingBodies.None;
            }
        }

        return whole.Key(whole.Count - 1) == ":" ? ByClause(whole) : HeadingBodies.None;
    }

    /// <summary>"Giao Sở A chủ trì, phối hợp với Sở B thực hiện các nhiệm vụ sau:" is for all items below.</summary>
    private HeadingBodies ByClause(Passage passage)
    {
        var clause = clauses.Read(passage).FirstOrDefault(clause =>
            clause.Part is AssignmentPart.Lead or AssignmentPart.Charged && clause.Organisations.Any(mention => !mention.IsOpen));
        return clause is null ? HeadingBodies.None : new HeadingBodies([.. clause.Organisations.Where(mention => !mention.IsOpen)], null, true)
        {
            Coordinators = [.. clause.Coordinators.Select(mention => mention.Body?.Code).OfType<string>()],
            OpenCoordination = clause.Coordinators.FirstOrDefault(mention => mention.IsOpen) is { End: > 0 } open ? passage.Slice(open.Start, open.End) : null,
            IsClause = true,
        };
    }

    private static HeadingBodies Of(Passage passage, OrganisationList list)
    {
        Mention[] named = [.. list.Mentions.Where(mention => !mention.IsOpen)];
        return named.Length > 0 ? new HeadingBodies(named, null, true) : new HeadingBodies([], passage.Slice(list.Mentions[0].Start, list.End), true);
    }

    private static bool EndsAt(Passage passage, int at)
    {
        while (at < passage.Count && Suffixes.At(passage, at) is > 0 and var suffix)
        {
            at += suffix;
        }

        return at >= passage.Count;
    }
}

/// <summary>Who, by a heading, does what stands below it.</summary>
/// <param name="Bodies">Those that it names.</param>
/// <param name="Others">The heading's words where it names unnamed ones only.</param>
/// <param name="IsOwn">It is the section's own heading that says so, not one above.</param>
internal sealed record HeadingBodies(IReadOnlyList<Mention> Bodies, string? Others, bool IsOwn)
{
    public static readonly HeadingBodies None = new([], null, false);

    /// <summary>Codes of those that it names as coordinating.</summary>
    public IReadOnlyList<string> Coordinators { get; init; } = [];

    /// <summary>Unnamed others that coordinate, verbatim.</summary>
    public string? OpenCoordination { get; init; }

    /// <summary>It is a sentence that assigns what stands below.</summary>
    public bool IsClause { get; init; }

    public bool IsAny => Bodies.Count > 0 || Others is not null;
}
