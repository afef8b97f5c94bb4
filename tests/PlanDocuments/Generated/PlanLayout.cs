using System.Text;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.PlanDocuments.Generated;

/// <summary>A way in which provinces write plans down, and the label that each duty gets by it.</summary>
internal sealed record PlanLayout(string Name, PlanDocumentFormat Format, Action<StringBuilder, IReadOnlyList<PlannedDuty>, int> Write, Func<PlannedDuty, int, int, string> LabelOf)
{
    private const string Letters = "abcdđeghik";

    public bool SaysOutput { get; init; }

    public static readonly IReadOnlyList<PlanLayout> All =
    [
        new("letters", PlanDocumentFormat.PlainText, (text, duties, group) => Each(text, duties, (duty, i) => $"{Letters[i]}) {Sentence(duty)}"), (_, group, i) => $"I.{group}.{Letters[i]}"),
        new("numbers of numbers", PlanDocumentFormat.PlainText, (text, duties, group) => Each(text, duties, (duty, i) => $"{group}.{i + 1}. {Sentence(duty)}"), (_, group, i) => $"I.{group}.{i + 1}"),
        new("numbers in brackets", PlanDocumentFormat.PlainText, (text, duties, _) => Each(text, duties, (duty, i) => $"({i + 1}) {Sentence(duty)}"), (_, group, i) => $"I.{group}.{i + 1}"),
        new("half brackets", PlanDocumentFormat.PlainText, (text, duties, _) => Each(text, duties, (duty, i) => $"{i + 1}) {Sentence(duty)}"), (_, group, i) => $"I.{group}.{i + 1}"),
        new("dashes", PlanDocumentFormat.PlainText, (text, duties, _) => Each(text, duties, (duty, _) => $"- {Sentence(duty)}"), (_, group, i) => $"I.{group}.-{i + 1}"),
        new("markdown", PlanDocumentFormat.Markdown, (text, duties, _) => Each(text, duties, (duty, i) => $"{Letters[i]}) {Sentence(duty, bold: true)}\n"), (_, group, i) => $"I.{group}.{Letters[i]}"),
        new("brackets", PlanDocumentFormat.PlainText, (text, duties, _) => Each(text, duties, (duty, i) => $"{Letters[i]}) {Bracket(duty)}"), (_, group, i) => $"I.{group}.{Letters[i]}"),
        new("label lines", PlanDocumentFormat.PlainText, (text, duties, _) => Each(text, duties, (duty, i) => $"{Letters[i]}) {duty.Action}.\n{Labels(duty, "- ", "\n")}"), (_, group, i) => $"I.{group}.{Letters[i]}") { SaysOutput = true },
        new("labels in the line", PlanDocumentFormat.PlainText, (text, duties, _) => Each(text, duties, (duty, i) => $"{Letters[i]}) {duty.Action}. {Labels(duty, "", "; ")}."), (_, group, i) => $"I.{group}.{Letters[i]}") { SaysOutput = true },
        new("pipes", PlanDocumentFormat.Markdown, (text, duties, _) => Table(text, duties, "| ", " | ", " |", "\n|---|---|---|---|---|---|"), (_, group, i) => $"I.{group}.{i + 1}") { SaysOutput = true },
        new("tabs", PlanDocumentFormat.PlainText, (text, duties, _) => Table(text, duties, "", "\t", "", ""), (_, group, i) => $"I.{group}.{i + 1}") { SaysOutput = true },
        new("HTML", PlanDocumentFormat.Markdown, (text, duties, _) => Table(text.AppendLine("<table>"), duties, "<tr><td>", "</td><td>", "</td></tr>", "").AppendLine("</table>"), (_, group, i) => $"I.{group}.{i + 1}") { SaysOutput = true },
        new("columns of spaces", PlanDocumentFormat.PlainText, (text, duties, _) => Columns(text, duties), (_, group, i) => $"I.{group}.{i + 1}") { SaysOutput = true },
    ];

    public string Document(RandomPlan plan)
    {
        var text = new StringBuilder($"KẾ HOẠCH\nPhát triển làng nghề tỉnh Kiên Giang năm {plan.Year}\n\nỦy ban nhân dân tỉnh Kiên Giang ban hành Kế hoạch như sau:\n\nI. NHIỆM VỤ\n\n");
        for (var group = 0; group < plan.Groups.Count; group++)
        {
            text.Append(null, $"{group + 1}. Nhóm việc thứ {group + 1}\n\n");
            Write(text, plan.Groups[group], group + 1);
            text.AppendLine();
        }

        return text.Append("Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Mẫu\n").ToString();
    }

    public override string ToString() => Name;

    private static string Sentence(PlannedDuty duty, bool bold = false)
    {
        var partners = duty.HasPartners ? $", phối hợp với {duty.Partners()}" : "";
        var time = duty.Time is null ? "" : bold ? $"; **{duty.Time.Sentence}**" : $"; {duty.Time.Sentence}";
        return $"{duty.Action}. Giao {duty.Lead.Name} chủ trì{partners} thực hiện{time}.";
    }

    private static string Bracket(PlannedDuty duty)
    {
        var partners = duty.HasPartners ? $", phối hợp với {duty.Partners()}" : "";
        return $"{duty.Action} ({duty.Lead.Name} chủ trì{partners}{(duty.Time is null ? "" : $"; {duty.Time.Sentence}")}).";
    }

    private static string Labels(PlannedDuty duty, string sign, string separator)
    {
        List<string> labels = [$"{sign}Cơ quan chủ trì: {duty.Lead.Name}"];
        if (duty.HasPartners)
        {
            labels.Add($"{sign}Cơ quan phối hợp: {duty.Partners()}");
        }

        if (duty.Time is not null)
        {
            labels.Add($"{sign}Thời gian hoàn thành: {duty.Time.Label}");
        }

        if (duty.Output is not null)
        {
            labels.Add($"{sign}Sản phẩm: {duty.Output}");
        }

        return string.Join(separator, labels);
    }

    private static string[] Cells(PlannedDuty duty, int i) => [$"{i + 1}", duty.Action, duty.Lead.Name, duty.HasPartners ? duty.Partners() : "", duty.Time?.Label ?? "", duty.Output ?? ""];

    private static readonly string[] Header = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Sản phẩm"];

    private static StringBuilder Table(StringBuilder text, IReadOnlyList<PlannedDuty> duties, string open, string between, string close, string under)
    {
        text.Append(open).AppendJoin(between, Header).Append(close).Append(under).Append('\n');
        for (var i = 0; i < duties.Count; i++)
        {
            text.Append(open).AppendJoin(between, Cells(duties[i], i)).Append(close).Append('\n');
        }

        return text;
    }

    /// <summary>Cells are broken over lines, as converters to text do.</summary>
    private static void Columns(StringBuilder text, IReadOnlyList<PlannedDuty> duties)
    {
        const int Width = 22;
        foreach (var cells in (string[][])[Header, .. duties.Select(Cells)])
        {
            var lines = cells.Select(cell => Wrapped(cell, Width)).ToList();
            for (var line = 0; line < lines.Max(cell => cell.Count); line++)
            {
                var parts = lines.Select((cell, column) => (line < cell.Count ? cell[line] : "").PadRight(column == 0 ? 5 : Width + 3));
                text.Append(string.Concat(parts).TrimEnd()).Append('\n');
            }
        }

        text.Append('\n');
    }

    private static List<string> Wrapped(string cell, int width)
    {
        var lines = new List<string> { "" };
        foreach (var word in cell.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > width)
            {
                lines.Add(word);
            }
            else
            {
                lines[^1] = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
            }
        }

        return lines;
    }

    private static void Each(StringBuilder text, IReadOnlyList<PlannedDuty> duties, Func<PlannedDuty, int, string> line)
    {
        for (var i = 0; i < duties.Count; i++)
        {
            text.Append(line(duties[i], i)).Append('\n');
        }
    }
}
