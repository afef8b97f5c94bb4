using KGPlanGraph.PlanDocuments.Deadlines;
using KGPlanGraph.PlanDocuments.Outline;
using KGPlanGraph.PlanDocuments.Tasks;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments;

/// <summary>Tells in each section what is heading, running text and task.</summary>
internal sealed class SectionReader(TaskReader tasks, HeadingReader headings, LabelIndex labels, PlanYears planYears)
{
    private const int LongestHeading = 300;
    private readonly HashSet<string> sectionTasks = [];
    private int deadlines;
    private readonly HashSet<OutlineSection> parents = [];

    public List<DocumentSection> Sections { get; } = [];

    public List<DocumentTask> Tasks { get; } = [];

    /// <summary>Paragraphs, items and rows that became tasks or parts of them, and those that stand as headings or running text.</summary>
    public (int Tasks, int Texts) Blocks { get; private set; }

    public void Read(IReadOnlyList<OutlineSection> sections)
    {
        parents.UnionWith(sections.Select(section => section.Parent).OfType<OutlineSection>());
        foreach (var section in sections)
        {
            Read(section);
        }
    }

    private void Read(OutlineSection section)
    {
        var place = headings.Place(section);
        var above = headings.Bodies(section);
        if (above.IsOwn && (above.IsClause || tasks.Leads(new Passage([section.Heading]))) && section.Items.Count == 0 && !parents.Contains(section))
        {
            // It introduces nothing: it is the duty itself.
            above = HeadingBodies.None;
        }

        (var heading, var running) = above.IsOwn ? (Plain(section), null) : SplitHeading(section);
        if (running is not null && headings.Split(section, heading) is { IsAny: true } named)
        {
            above = named;
            place = TaskPlace.Tasks;
        }

        var body = new List<string>();
        var duties = DutyList.Of(section, running, tasks.Assigns);
        var before = Tasks.Count;
        if (running is null && ReadWhole(section, heading, duties, above, body) is { } whole)
        {
            heading = whole;
            Count(1, 0);
        }
        else
        {
            if (ReadHeading(section, heading, above, place, duties, body) is { } title)
            {
                heading = title;
            }

            // "1. Sở A: Rà soát …" is one paragraph, counted as what stands behind the colon.
            var own = running is null ? 1 : 0;
            Count(Math.Min(own, Tasks.Count - before), own - Math.Min(own, Tasks.Count - before));

            foreach (var duty in duties.All)
            {
                ReadDuty(section, duty, duties, above, place, heading, body);
            }
        }

        Sections.Add(new DocumentSection(section.Label, section.Parent?.Label, heading, string.Join('\n', body), Sections.Count + 1, section.Heading.Line));
    }

    private void ReadDuty(
        OutlineSection section, Duty duty, DutyList duties, HeadingBodies above, TaskPlace place, string heading, List<string> body)
    {
        var lettered = duty.Label is not null;
        if (duty.Parts(tasks.Assigns) is { } parts)
        {
            body.AddRange(parts.Head);
            Count(0, parts.Head.Count);
            foreach (var part in parts.Items)
            {
                ReadDuty(section, part with { Label = labels.Take(part.Label!, part.Line) }, duties, above, place, heading, body);
            }

            return;
        }

        var shared = duties.SharedWith(duty);
        var passage = new Passage([.. duty.Undashed(), .. shared]);
        var content = duty.Row is null && shared.Count == 0 ? null : new Passage(duty.Undashed()).Text;
        var task = tasks.Read(new TaskSource
        {
            Passage = duty.Row is { } row ? RowText.Passage(row, duty.Line) : passage,
            Content = duty.Row is { } cells ? RowText.Content(cells) : content,
            Label = duty.Label ?? section.Label,
            TakeLabel = () => duty.Label ?? labels.TakeForSection(section.Label, sectionTasks),
            SectionLabel = section.Label,
            Line = duty.Line,
            IsLettered = lettered,
            Place = duty.Row is not null ? TaskPlace.Tasks : lettered || above.IsAny ? place : place is TaskPlace.Tasks ? TaskPlace.Duties : place,
            HeadingBodies = above.Bodies,
            HeadingOthers = above.Others,
            HeadingCoordinators = (above.Coordinators, above.OpenCoordination),
            Heading = lettered ? null : heading,
            Row = duty.Row,
            PlanYears = planYears,
        });
        if (task is not null)
        {
            Add(task);
            Count(duty.Paragraphs.Count, 0);
        }
        else
        {
            Count(0, duty.Paragraphs.Count);
        }

        // A paragraph that is a task is its section's text as well.
        if (task is null || !lettered)
        {
            body.AddRange(duty.AsRunningText());
        }
    }

    /// <summary>
    /// "1. Xây dựng Đề án", its text and "Giao Sở A …", or its label lines, as paragraphs below: all of it is one task. Returns the heading.
    /// </summary>
    private string? ReadWhole(OutlineSection section, string heading, DutyList duties, HeadingBodies above, List<string> body)
    {
        var isOne = section.Marker.Kind == MarkerKind.Number && !above.IsOwn && heading.Length > 0 && duties.All.All(duty => duty.Label is null)
            && !HeadingReader.NamesNoTask(heading) && (duties.OfSection.Count > 0 || (duties.All.Count > 0 && !parents.Contains(section)));
        if (!isOne || (duties.OfSection.Count == 0 && !duties.All.Any(duty => tasks.Assigns(new Passage(duty.Paragraphs)))))
        {
            return null;
        }

        List<Paragraph> paragraphs = [Ended(section.Heading), .. duties.All.SelectMany(duty => duty.Undashed()), .. LabelLines.Join(duties.OfSection)];
        var task = tasks.Read(new TaskSource
        {
            Passage = new Passage(paragraphs),
            Label = section.Label,
            TakeLabel = () => labels.TakeForSection(section.Label, sectionTasks),
            SectionLabel = section.Label,
            Line = section.Heading.Line,
            IsLettered = true,
            Place = TaskPlace.Tasks,
            HeadingBodies = above.Bodies,
            HeadingOthers = above.Others,
            PlanYears = planYears,
        });
        Add(task!);
        body.AddRange(paragraphs.Skip(1).Select(paragraph => paragraph.Text));
        Count(paragraphs.Count - 1, 0);
        return heading.Length <= LongestHeading ? heading : ShortTitle.Cut(heading);
    }

    /// <summary>The heading's paragraph with a full stop, so that what follows is a sentence of its own.</summary>
    private static Paragraph Ended(Paragraph heading)
    {
        var ended = new Paragraph(heading.Lines[0].Number, heading.Lines[0].Text);
        ended.Lines.AddRange(heading.Lines.Skip(1));
        (var number, var text) = ended.Lines[^1];
        ended.Lines[^1] = (number, text.TrimEnd(':', ' ') is { Length: > 0 } words && char.IsLetterOrDigit(words[^1]) ? words + "." : text);
        return ended;
    }

    /// <summary>
    /// A numbered paragraph that assigns, that says what is to be done where nothing stands below it, or that is too long for a heading,
    /// is running text; then its short title is the heading.
    /// </summary>
    private string? ReadHeading(OutlineSection section, string heading, HeadingBodies above, TaskPlace place, DutyList duties, List<string> body)
    {
        var passage = new Passage([section.Heading]);
        if (above.IsOwn || passage.Count == 0 || Plain(section) != heading)
        {
            return null;
        }

        var isLeaf = !parents.Contains(section) && duties.All.Count == 0;
        var isItem = isLeaf && section.Marker.Kind == MarkerKind.Number && section.Parent is not null;
        if (!isLeaf && !tasks.Assigns(passage))
        {
            return heading.Length <= LongestHeading ? null : Shorten();
        }

        if (!isLeaf && duties.All.Any(duty => duty.Label is not null) && !tasks.Charges(passage))
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
            Place = isItem && place is TaskPlace.Tasks ? TaskPlace.Tasks : place is TaskPlace.Tasks ? TaskPlace.Duties : place,
            HeadingBodies = above.Bodies,
            HeadingOthers = above.Others,
            PlanYears = planYears,
        });
        if (task is null && heading.Length <= LongestHeading)
        {
            return null;
        }

        if (task is not null)
        {
            Add(task);
        }

        return Shorten(task?.Title);

        string Shorten(string? title = null)
        {
            body.Add(passage.Text);
            return title ?? ShortTitle.Cut(heading);
        }
    }

    private static string Plain(OutlineSection section) => new Passage([section.Heading]).Text.TrimEnd(':', '.', ';');

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
            var isBody = headings.IsBody(passage, i);
            if (!isBody && (i > 10 || rest.Length < 40))
            {
                break;
            }

            return (passage.Slice(0, i), new OutlineItem(null, "", new Paragraph(passage.LineOf(i + 1), rest)));
        }

        return (passage.Text.TrimEnd(':', '.', ';'), null);
    }

    private void Add(DocumentTask task)
    {
        Tasks.Add(task);
        deadlines += task.Deadlines.Count;
        DocumentLimits.Require(Tasks.Count, DocumentLimits.Tasks, task.Line, "tasks", "nhiệm vụ");
        DocumentLimits.Require(deadlines, DocumentLimits.Deadlines, task.Line, "deadlines", "thời hạn");
    }

    private void Count(int tasks, int texts) => Blocks = (Blocks.Tasks + tasks, Blocks.Texts + texts);
}
