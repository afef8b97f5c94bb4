using KGPlanGraph.PlanDocuments.Outline;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Tasks;

/// <summary>An item, a dash, a table row or a paragraph of a section, with the label lines below it.</summary>
/// <param name="Label">The whole label; null for running text.</param>
/// <param name="Marker">The sign as written ("đ)").</param>
/// <param name="Paragraphs">Its own first.</param>
/// <param name="Row">The table row that it is, if it is one.</param>
internal sealed record Duty(string? Label, string Marker, List<Paragraph> Paragraphs, TableRow? Row = null)
{
    public int Line => Paragraphs[0].Line;

    /// <summary>As it stands in a task: without its dash, labels joined with what stands below them.</summary>
    public List<Paragraph> Undashed()
    {
        var paragraphs = LabelLines.Join(Paragraphs);
        if (Marker.Length > 0 && Marker is not "-" || paragraphs[0].Text is not ['-' or '–' or '—' or '+' or '•' or '*', ..])
        {
            return paragraphs;
        }

        (var number, var text) = paragraphs[0].Lines[0];
        var first = new Paragraph(number, LabelLines.Undashed(text));
        first.Lines.AddRange(paragraphs[0].Lines.Skip(1));
        return [first, .. paragraphs.Skip(1)];
    }

    public IEnumerable<string> AsRunningText() =>
        Paragraphs.Select((paragraph, i) => i == 0 && Marker.Length > 0 && Marker is not "-" ? $"{Marker} {paragraph.Text}" : paragraph.Text);

    /// <summary>
    /// A heading in disguise: it assigns nothing itself, and at least two of the dashes below it do, each for its own. Null where it is one duty.
    /// </summary>
    public (List<string> Head, List<Duty> Items)? Parts(Func<Passage, bool> assigns)
    {
        var first = Paragraphs.FindIndex(1, paragraph => IsDash(paragraph) && !LabelLines.Is(paragraph.Text));
        if (Label is null || Row is not null || first < 0)
        {
            return null;
        }

        var own = 0;
        for (var i = first; i < Paragraphs.Count && own < 2; i++)
        {
            own += IsDash(Paragraphs[i]) && !LabelLines.Is(Paragraphs[i].Text) && assigns(new Passage([Paragraphs[i]])) ? 1 : 0;
        }

        if (own < 2 || assigns(new Passage(Paragraphs[..first])))
        {
            return null;
        }

        var head = new Duty(Label, Marker, Paragraphs[..first]).AsRunningText().ToList();
        var items = new List<Duty>();
        var sign = Paragraphs[first].Text[0];
        foreach (var paragraph in Paragraphs[first..])
        {
            if (IsDash(paragraph) && Same(paragraph.Text[0], sign) && !LabelLines.Is(paragraph.Text))
            {
                items.Add(new Duty($"{Label}.{(sign == '+' ? '+' : '-')}{items.Count + 1}", "-", [paragraph]));
            }
            else
            {
                items[^1].Paragraphs.Add(paragraph);
            }
        }

        return (head, items);
    }

    private static bool Same(char one, char other) => (one == '+') == (other == '+');

    private static bool IsDash(Paragraph paragraph) => paragraph.Text is ['-' or '–' or '—' or '+' or '•' or '*', ..];
}

/// <summary>The duties of a section, and what its label lines or a clause for several items say of them.</summary>
internal sealed class DutyList
{
    private static readonly Phrases Several = new(
        "tại điểm", "tại các điểm", "các nhiệm vụ trên", "các nhiệm vụ nêu trên", "các nội dung trên", "các nội dung nêu trên", "các nhiệm vụ tại", "các nội dung tại",
        "nhiệm vụ tại điểm", "các công việc trên", "các công việc nêu trên");

    private const int MostShared = 20;
    private readonly List<(Paragraph Paragraph, HashSet<string> Letters)> shared = [];
    private readonly Func<Passage, bool> assigns;

    private DutyList(Func<Passage, bool> assigns) => this.assigns = assigns;

    public List<Duty> All { get; } = [];

    /// <summary>Label lines that stand directly below the heading.</summary>
    public List<Paragraph> OfSection { get; } = [];

    public static DutyList Of(OutlineSection section, OutlineItem? running, Func<Passage, bool> assigns)
    {
        var list = new DutyList(assigns);
        var dashes = 0;
        var areLabels = AreLabels(section);
        foreach (var item in running is null ? section.Items : section.Items.Prepend(running))
        {
            if (areLabels && item.Label is not null)
            {
                list.OfSection.AddRange(item.Paragraphs);
                continue;
            }

            if (item.Label is not null)
            {
                list.All.Add(new Duty(item.Label, item.Row is null ? item.Marker : "", list.WithoutShared(item.Paragraphs), item.Row));
                continue;
            }

            list.Add(section, item, ref dashes);
        }

        return list;
    }

    /// <summary>"a) Chủ trì: Sở A", "b) Phối hợp: Sở B", "c) Thời gian: …" below one heading: label lines, no items.</summary>
    private static bool AreLabels(OutlineSection section)
    {
        var lettered = section.Items.Where(item => item.Label is not null).ToList();
        return lettered.Count > 1 && lettered.TrueForAll(item => item.Row is null && LabelLines.Is(item.Paragraphs[0].Text))
            && lettered.Exists(item => LabelLines.Assigns(item.Paragraphs[0].Text));
    }

    /// <summary>What a clause for several items, or the section's own label lines, say of a duty that says nothing itself.</summary>
    public IReadOnlyList<Paragraph> SharedWith(Duty duty)
    {
        if (duty.Label is null || (shared.Count == 0 && OfSection.Count == 0) || assigns(new Passage(duty.Paragraphs)))
        {
            return [];
        }

        var letter = duty.Label[(duty.Label.LastIndexOf('.') + 1)..];
        Paragraph[] clauses = [.. shared.Where(clause => clause.Letters.Count == 0 || clause.Letters.Contains(letter)).Select(clause => clause.Paragraph)];
        return clauses.Length > 0 ? clauses : LabelLines.Join(OfSection);
    }

    private void Add(OutlineSection section, OutlineItem item, ref int dashes)
    {
        var paragraph = item.Paragraphs[0];
        var text = paragraph.Text;
        var isDash = text is ['-' or '–' or '—' or '•' or '*', ..] && text.Length > 1;
        var last = All.Count > 0 ? All[^1] : null;
        var target = last?.Paragraphs ?? OfSection;
        var belowLabel = target.Count > 0 && LabelLines.Is(target[^1].Text) && target[^1].Text.EndsWith(':');
        // Below a "+" another is its neighbour; below a dash or a letter it is part of it.
        var isBeside = text[0] == '+' && last is { Marker: "-" } && last.Paragraphs[0].Text[0] == '+';
        var isMember = LineSigns.IsBullet(text) && (belowLabel || (text[0] == '+' && !isBeside) || !isDash) && !isBeside;
        if (LabelLines.Is(text) || belowLabel || (isMember && last is { Label: not null }))
        {
            target.Add(paragraph);
        }
        else if (isDash || text[0] == '+')
        {
            All.Add(new Duty($"{section.Label}.-{++dashes}", "-", [paragraph]));
        }
        else if (IsShared(paragraph))
        {
            Share(paragraph);
        }
        else
        {
            All.Add(new Duty(null, "", [.. item.Paragraphs]));
        }
    }

    private List<Paragraph> WithoutShared(List<Paragraph> paragraphs)
    {
        if (!paragraphs.Skip(1).Any(IsShared))
        {
            return [.. paragraphs];
        }

        foreach (var paragraph in paragraphs.Skip(1).Where(IsShared))
        {
            Share(paragraph);
        }

        return [paragraphs[0], .. paragraphs.Skip(1).Where(paragraph => !IsShared(paragraph))];
    }

    private bool IsShared(Paragraph paragraph)
    {
        if (LineSigns.IsBullet(paragraph.Text))
        {
            return false;
        }

        var passage = new Passage([paragraph]);
        return Enumerable.Range(0, passage.Count).Any(i => Several.At(passage, i) > 0) && assigns(passage);
    }

    /// <summary>"… tại điểm a, b, c": the letters that it is for; none where it is for all.</summary>
    private void Share(Paragraph paragraph)
    {
        var passage = new Passage([paragraph]);
        var letters = new HashSet<string>();
        for (var i = 0; i < passage.Count; i++)
        {
            if (Several.At(passage, i) is not (> 0 and var length))
            {
                continue;
            }

            for (var j = i + length; j < passage.Count && (passage.Tokens[j].End - passage.Tokens[j].Start == 1 || passage.Slice(j, j + 1) is "và" or "điểm"); j++)
            {
                letters.Add(passage.Slice(j, j + 1));
            }
        }

        if (shared.Count == MostShared)
        {
            return;
        }

        letters.RemoveWhere(letter => !char.IsLetterOrDigit(letter[0]));
        shared.Add((paragraph, letters));
    }
}
