using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Tasks;

/// <summary>A table row as the words that a plan without tables would use, so that one reader reads both.</summary>
internal static class RowText
{
    public static Passage Passage(TableRow row, int line)
    {
        var paragraphs = new List<Paragraph> { new(line, row.Task) };
        foreach ((var label, var cell) in new[]
        {
            ("Cơ quan chủ trì", row.Lead), ("Cơ quan phối hợp", row.Coordinators), ("Thời gian hoàn thành", row.Time), ("Sản phẩm", row.Output),
        })
        {
            if (cell.Length > 0 && cell.Any(char.IsLetterOrDigit))
            {
                paragraphs.Add(new Paragraph(line, $"{label}: {cell.TrimStart('-', '+', ' ')}"));
            }
        }

        return new Passage(paragraphs);
    }

    /// <summary>What is to be done, and the columns that nobody knows.</summary>
    public static string Content(TableRow row) =>
        row.Others.Count == 0 ? row.Task
        : $"{row.Task.TrimEnd('.', ';', ' ')}. {string.Join("; ", row.Others.Select(other => other.Header.Length > 0 ? $"{other.Header}: {other.Cell}" : other.Cell))}.";
}
