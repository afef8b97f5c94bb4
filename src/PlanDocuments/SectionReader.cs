using KGPlanGraph.PlanDocuments.Organisations;
using KGPlanGraph.PlanDocuments.Outline;
using KGPlanGraph.PlanDocuments.Tasks;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments;

/// <summary>Tells in each section what is heading, running text and task.</summary>
internal sealed class SectionReader(TaskReader tasks, OrganisationFinder bodies, OrganisationListReader lists, LabelIndex labels, int? planYear)
{
    private const int LongestHeading = 300;
    private static readonly Phrases NoTasks = new(
        "mục đích", "yêu cầu", "quan điểm", "mục tiêu", "tổ chức thực hiện", "tổ chức triển khai", "kinh phí", "nguồn kinh phí", "nguồn vốn", "căn cứ",
        "sự cần thiết", "phạm vi", "đối tượng",
        "thực trạng", "đánh giá", "kết quả", "chế độ báo cáo", "chế độ thông tin", "hiệu lực", "đặc điểm", "tình hình", "thời gian thực hiện", "phân công",
        "trách nhiệm", "nguyên tắc", "chỉ tiêu");
    private readonly HashSet<string> sectionTasks = [];

    public List<DocumentSection> Sections { get; } = [];

    public List<DocumentTask> Tasks { get; } = [];

    public void Read(OutlineSection section)
    {
        (var heading, var running) = SplitHeading(section);
        var passage = new Passage(heading, section.Heading.Line);
        var headingBody = HeadingBody(passage) ?? (section.Parent is { } parent ? HeadingBody(new Passage(parent.Heading.Text)) : null);
        var byPlace = headingBody is not null || !section.Lineage().Any(above => NoTasks.At(new Passage(above.Heading.Text), 0) > 0);
        var body = new List<string>();
        if (ReadHeading(section, heading, body) is { } title)
        {
            heading = title;
        }

        foreach (var item in running is null ? section.Items : section.Items.Prepend(running))
        {
            if (!ReadItem(section, item, headingBody, byPlace, heading))
            {
                body.AddRange(item.AsRunningText());
            }
        }

        Sections.Add(new DocumentSection(section.Label, section.Parent?.Label, heading, string.Join('\n', body), Sections.Count + 1, section.Heading.Line));
    }

    /// <summary>True where the item is a task and no running text; a paragraph may be both.</summary>
    private bool ReadItem(OutlineSection section, OutlineItem item, Mention? headingBody, bool byPlace, string heading)
    {
        var lettered = item.Label is not null;
        var task = tasks.Read(new TaskSource
        {
            Passage = new Passage(Undashed(item)),
            Label = item.Label ?? section.Label,
            TakeLabel = () => item.Label ?? labels.TakeForSection(section.Label, sectionTasks),
            SectionLabel = section.Label,
            Line = item.Line,
            IsLettered = lettered,
            IsTaskByPlace = lettered && byPlace,
            HeadingBody = headingBody,
            HeadingOthers = headingBody is null ? Others(section) : null,
            Heading = lettered ? null : heading,
            PlanYear = planYear,
        });
        if (task is null)
        {
            return false;
        }

        Tasks.Add(task);
        return lettered;
    }

    /// <summary>A paragraph that is a sub-bullet stands without its dash when it becomes a task.</summary>
    private static List<Paragraph> Undashed(OutlineItem item)
    {
        if (item.Label is not null || item.Paragraphs[0].Text is not ['-' or '–' or '+' or '•' or '*', ..])
        {
            return item.Paragraphs;
        }

        (var number, var text) = item.Paragraphs[0].Lines[0];
        var first = new Paragraph(number, text.TrimStart('-', '–', '+', '•', '*', ' '));
        first.Lines.AddRange(item.Paragraphs[0].Lines.Skip(1));
        return [first, .. item.Paragraphs.Skip(1)];
    }

    /// <summary>A numbered paragraph that assigns, or is too long for a heading, is running text; then its short title is the heading.</summary>
    private string? ReadHeading(OutlineSection section, string heading, List<string> body)
    {
        var passage = new Passage([section.Heading]);
        if (passage.Text.TrimEnd(':', '.', ';') != heading)
        {
            return null;
        }

        var task = tasks.Read(new TaskSource
        {
            Passage = passage,
            Label = section.Label,
            TakeLabel = () => labels.TakeForSection(section.Label, sectionTasks),
            SectionLabel = section.Label,
            Line = section.Heading.Line,
            IsLettered = false,
            IsTaskByPlace = false,
            PlanYear = planYear,
        });
        if (task is null && heading.Length <= LongestHeading)
        {
            return null;
        }

        if (task is not null)
        {
            Tasks.Add(task);
        }

        body.Add(passage.Text);
        return task?.Title ?? ShortTitle.Cut(heading);
    }

    /// <summary>"1. Sở Công Thương: Chủ trì …" is a heading and a paragraph.</summary>
    private (string Heading, OutlineItem? Running) SplitHeading(OutlineSection section)
    {
        var passage = new Passage([section.Heading]);
        for (var i = 1; i < Math.Min(passage.Count - 1, 16); i++)
        {
            if (passage.Key(i) != ":")
            {
                continue;
            }

            var rest = passage.Text[passage.Tokens[i].End..].Trim();
            var isBody = bodies.At(passage, 0) is { } body && body.End == i;
            if (!isBody && (i > 10 || rest.Length < 40))
            {
                break;
            }

            return (passage.Slice(0, i), new OutlineItem(null, "", new Paragraph(passage.LineOf(i + 1), rest)));
        }

        return (passage.Text.TrimEnd(':', '.', ';'), null);
    }

    private string? Others(OutlineSection section)
    {
        var heading = new Passage([section.Heading]);
        var list = lists.Read(heading, 0, semicolons: true);
        var isAll = list.End == heading.Count || (list.End == heading.Count - 1 && heading.Key(list.End) is ":" or ".");
        return isAll && list.Mentions.Any(mention => mention.IsOpen) ? heading.Slice(0, list.End) : null;
    }

    private Mention? HeadingBody(Passage heading) =>
        bodies.At(heading, 0) is { } mention && (mention.End == heading.Count || (mention.End == heading.Count - 1 && !heading.Tokens[^1].IsWord)) ? mention
            : null;
}
