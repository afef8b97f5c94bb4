using KGPlanGraph.PlanDocuments.Assignments;
using KGPlanGraph.PlanDocuments.Deadlines;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Outline;

/// <summary>"Cơ quan chủ trì: Sở A", "Thời gian hoàn thành: Quý II": lines that tell of the item above them.</summary>
internal static class LabelLines
{
    private const int LongestLabel = 10;
    private static readonly Phrases Outputs = new(
        "sản phẩm", "sản phẩm đầu ra", "sản phẩm hoàn thành", "kết quả đầu ra", "kết quả", "đầu ra", "sản phẩm dự kiến", "kết quả dự kiến", "kết quả, sản phẩm",
        "sản phẩm, kết quả", "kết quả thực hiện", "sản phẩm thực hiện");

    private static readonly Phrases Funds = new("kinh phí", "nguồn kinh phí", "kinh phí thực hiện", "nguồn vốn", "địa điểm", "dự kiến kinh phí", "trách nhiệm");

    private static readonly Phrases Next = new("chủ trì", "phối hợp", "thời gian", "kinh phí", "cơ quan", "đơn vị", "thời hạn", "hoàn thành", "tiến độ");

    /// <summary>Whether the text begins with a label and its colon.</summary>
    public static bool Is(string text) => ColonOf(new Passage(Undashed(text[..Math.Min(text.Length, 90)]))) > 0;

    /// <summary>Whether it is a label line that says who does it.</summary>
    public static bool Assigns(string text)
    {
        var passage = new Passage(Undashed(text[..Math.Min(text.Length, 90)]));
        return ColonOf(passage) > 0 && AssignmentWords.LeadLabels.At(passage, 0) + AssignmentWords.PerformerLabels.At(passage, 0) > 0;
    }

    public static string Undashed(string text) => text.TrimStart('-', '–', '—', '+', '•', '*', ' ');

    /// <summary>A label alone on its line takes in the dashes below it: "Cơ quan phối hợp:", "- Sở A", "- Sở B".</summary>
    public static List<Paragraph> Join(IReadOnlyList<Paragraph> paragraphs)
    {
        var joined = new List<Paragraph>(paragraphs.Count);
        var isOpen = false;
        var members = 0;
        foreach (var paragraph in paragraphs)
        {
            var text = paragraph.Text;
            var isLabel = Is(text);
            if (isOpen && !isLabel && (members == 0 || LineSigns.IsBullet(text)))
            {
                var last = joined[^1];
                last.Lines.Add((paragraph.Line, (members++ > 0 ? "; " : "") + Undashed(text).TrimEnd(';', '.')));
                continue;
            }

            isOpen = isLabel && text.TrimEnd().EndsWith(':');
            members = 0;
            var first = isOpen ? new Paragraph(paragraph.Line, text) : paragraph;
            joined.Add(first);
        }

        return joined;
    }

    /// <summary>What is to be handed in: the words behind "Sản phẩm:".</summary>
    public static string? Output(Passage passage)
    {
        for (var i = 0; i < passage.Count; i++)
        {
            var length = Outputs.At(passage, i);
            if (length == 0 || passage.Key(i + length) != ":" || !(passage.StartsClause(i) || passage.Key(i - 1) is "(" or "," || passage.IsParting(i - 1)))
            {
                continue;
            }

            var start = i + length + 1;
            var end = start;
            while (end < passage.Count && !(end > start && passage.Breaks(end)) && !passage.EndsSentence(end)
                && !((passage.Key(end) == ";" || passage.IsParting(end)) && Next.At(passage, end + 1) > 0))
            {
                end++;
            }

            var output = passage.Slice(start, end).Trim(' ', ';', '.', ',');
            output = output.EndsWith(')') && output.Count(c => c == ')') > output.Count(c => c == '(') ? output[..^1].TrimEnd(' ', ';', '.', ',') : output;
            return output.Length == 0 ? null : output;
        }

        return null;
    }

    private static int ColonOf(Passage passage)
    {
        foreach (var labels in new[]
        {
            AssignmentWords.LeadLabels, AssignmentWords.CoordinateLabels, AssignmentWords.PerformerLabels, DeadlineWords.Labels, Outputs, Funds,
        })
        {
            var length = labels.At(passage, 0);
            for (var i = length; length > 0 && i < LongestLabel; i++)
            {
                if (passage.Key(i) == ":")
                {
                    return i;
                }
            }
        }

        return 0;
    }
}
