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

    /// <summary>"Kế hoạch" and its subject. The subject's first letter is small where the document itself calls the plan so.</summary>
    public static string Title(DocumentOutline outline)
    {
        var first = outline.TitleLines[0];
        var subject = SourceText.Collapse(string.Join(' ', outline.TitleLines.Skip(1)));
        var alone = first.Trim(' ', ':').Equals("kế hoạch", StringComparison.OrdinalIgnoreCase);
        if (!alone || subject.Length == 0)
        {
            return Cut(SourceText.Collapse($"{first} {subject}"));
        }

        var small = char.ToLowerInvariant(subject[0]) + subject[1..];
        var name = $"Kế hoạch {small[..Math.Min(small.Length, 24)]}";
        var isCalledSo = outline.Preamble.Concat(outline.Closing).Any(paragraph => paragraph.Text.Contains(name, StringComparison.Ordinal));
        return Cut($"Kế hoạch {(isCalledSo ? small : subject)}");
    }

    /// <summary>"Kế hoạch": the title's first line as far as it stands in capitals, in small letters behind the first.</summary>
    public static string DocumentType(DocumentOutline outline)
    {
        var words = SourceText.Collapse(outline.TitleLines[0]).Trim(' ', ':').Split(' ').TakeWhile(word => word.Any(char.IsLetter) && !word.Any(char.IsLower));
        var type = string.Join(' ', words).ToLowerInvariant();
        return type.Length == 0 ? "Kế hoạch" : Cut(char.ToUpperInvariant(type[0]) + type[1..]);
    }

    private static string Cut(string title) => title.Length <= Longest ? title : title[..Longest];

    /// <summary>The one year that the title states; "đến năm 2030" is an outlook.</summary>
    public static int? YearOf(string title)
    {
        var passage = new Passage(title);
        var years = new HashSet<int>();
        for (var i = 0; i < passage.Count; i++)
        {
            if (passage.Key(i) == Year && DateReader.Number(passage, i + 1, 4) is { } year && Until.At(passage, i - 1) == 0
                && passage.Key(i + 2) is not "-")
            {
                years.Add(year);
            }
        }

        return years.Count == 1 ? years.First() : null;
    }
}
