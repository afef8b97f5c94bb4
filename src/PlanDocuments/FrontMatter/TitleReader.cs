using KGPlanGraph.PlanDocuments.Deadlines;
using KGPlanGraph.PlanDocuments.Outline;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.FrontMatter;

/// <summary>Reads title and year.</summary>
internal static class TitleReader
{
    private const int Longest = 500;
    private static readonly string Year = WordKey.Of("năm");
    private static readonly Phrases Until = new("đến", "tới", "hết", "tầm nhìn");
    private static readonly Phrases Stage = new("giai đoạn", "thời kỳ", "các năm");
    private static readonly Phrases Join = new(",", "và");

    /// <summary>The type and its subject. The subject's first letter is small where the document itself calls the plan so.</summary>
    public static string Title(DocumentOutline outline) => Cut(Whole(outline));

    /// <summary>"Kế hoạch", "Chương trình hành động", "Đề án": what the title begins with.</summary>
    public static string DocumentType(DocumentOutline outline) =>
        LineSigns.TypeOf(SourceText.Collapse(string.Join(' ', outline.TitleLines))) ?? "Kế hoạch";

    /// <summary>The years that the title states for the plan: one, or the first and the last. Those of cited documents and outlooks are not.</summary>
    public static (int? First, int? Last) Years(DocumentOutline outline)
    {
        var passage = new Passage(Whole(outline));
        var single = new HashSet<int>();
        (int First, int Last)? span = null;
        for (var i = 0; i < passage.Count; i++)
        {
            if (DateReader.Number(passage, i, 4) is not (>= 1990 and <= 2200 and var year) || passage.Key(i - 1) is "/" or "-" && passage.IsGlued(i))
            {
                continue;
            }

            var isNamed = passage.Key(i - 1) == Year || Stage.At(passage, i - 1) + Stage.At(passage, i - 2) > 0;
            var isOfDate = passage.Key(i - 1) == Year && DateReader.Number(passage, i - 2, 2) is not null;
            if (!isNamed || isOfDate || Until.At(passage, i - 2) > 0 || passage.Key(i + 1) == "/")
            {
                continue;
            }

            if (Written.SpanEnd(passage, i) is { } end)
            {
                span ??= (year, DateReader.Number(passage, end, 4)!.Value);
                i = end;
                continue;
            }

            // "các năm 2022, 2023 và 2024"
            var last = year;
            while (Join.At(passage, i + 1) > 0 && DateReader.Number(passage, i + 2, 4) is { } next && next == last + 1)
            {
                last = next;
                i += 2;
            }

            if (last > year)
            {
                span ??= (year, last);
            }
            else
            {
                single.Add(year);
            }
        }

        return single.Count == 1 ? (single.First(), null) : single.Count == 0 && span is { } years ? (years.First, years.Last) : (null, null);
    }

    private static string Whole(DocumentOutline outline)
    {
        var first = outline.TitleLines[0];
        var subject = SourceText.Collapse(string.Join(' ', outline.TitleLines.Skip(1)));
        if (LineSigns.TypeOf(first) is not { } type || first.Trim(' ', ':').Length > type.Length || subject.Length == 0)
        {
            return SourceText.Collapse($"{first} {subject}");
        }

        var small = char.ToLowerInvariant(subject[0]) + subject[1..];
        var name = $"{type} {small[..Math.Min(small.Length, 24)]}";
        var isCalledSo = outline.Preamble.Concat(outline.Closing).Any(paragraph => paragraph.Text.Contains(name, StringComparison.Ordinal));
        return $"{type} {(isCalledSo ? small : subject)}";
    }

    private static string Cut(string title) => title.Length <= Longest ? title : title[..Longest];
}
