using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KGPlanGraph.Api.Sheets;

/// <summary>
/// Evidence in a cell, one a line (or parted by a semicolon before the next): an address with what it is around it, or parts between bars.
/// <code>
/// Tờ trình số 15 https://example.vn/15.pdf
/// Đề án | https://example.vn/de-an.pdf | 12/BC-SCT
/// </code>
/// </summary>
internal static partial class SheetEvidence
{
    private static readonly char[] Around = [' ', '\t', ':', '-', '–', '—', ',', ';', '(', ')', '<', '>', '|', '*', '•'];

    public static void Read(FilledRow filled, SheetCell? cell)
    {
        if (cell is null)
        {
            return;
        }

        var items = new JsonArray();
        foreach (var line in Lines().Split(cell.Text).Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            if (Address().Match(line) is not { Success: true } address)
            {
                filled.Fail(ReportSheet.Evidence, "ValidationError", new(
                    $"'{line}' has no address; write a line for each: its title, then https://….", $"'{line}' không có địa chỉ; mỗi dòng ghi một tài liệu: tên, rồi https://…."));
                continue;
            }

            // The mark behind an address belongs to neither.
            var words = line[..address.Index] + ' ' + line[(address.Index + address.Length)..].TrimStart(',', ';', '.', ')');
            var parts = words.Split('|').Select(part => part.Trim(Around)).Where(part => part.Length > 0).ToList();
            items.Add(new JsonObject
            {
                ["title"] = (parts.Count > 0 ? parts[0] : address.Value).Normalize(),
                ["url"] = address.Value,
                ["documentNumber"] = parts.Count > 1 ? parts[1].Normalize() : null,
            });
        }

        filled.Input["evidence"] = items;
    }

    [GeneratedRegex(@"[\r\n]+|;\s+(?=[^;]*https?://)", RegexOptions.IgnoreCase)]
    private static partial Regex Lines();

    // An address ends before the mark behind it.
    [GeneratedRegex(@"https?://[^\s|<>""]*[^\s|<>"",;.)]", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}

/// <summary>
/// The deadlines of a task in a cell, by their last days, each with its output where several have one day: <c>30/06/2022 (Đề án); 31/12/2022</c>, or <c>tất cả</c> for all that are open.
/// </summary>
internal static class SheetDeadlines
{
    private static readonly string[] All = [SheetColumn.Fold("tất cả"), "all"];

    /// <summary>As the sheet shows those that are open.</summary>
    public static string? Open(JsonElement task)
    {
        var open = task.GetProperty("deadlines").EnumerateArray().Where(IsOpen).Select(Describe).ToList();
        return open.Count == 0 ? null : string.Join("; ", open);
    }

    /// <summary>Finds which of a task's deadlines a row says to be met.</summary>
    /// <param name="filled">The row.</param>
    /// <param name="task">The task as it is now.</param>
    public static void Find(FilledRow filled, JsonElement task)
    {
        if (filled.MetDeadlines is not { } cell)
        {
            return;
        }

        var deadlines = task.GetProperty("deadlines").EnumerateArray().ToList();
        if (All.Contains(SheetColumn.Fold(cell.Text)))
        {
            Take(deadlines.Where(IsOpen));
            return;
        }

        var entries = cell.Number is not null && cell.Day is { } single ? [(single, "")] : ReportSheet.DaysIn(cell.Text);
        if (entries.Count == 0)
        {
            Fail($"'{cell.Text}'");
        }

        foreach (var (day, words) in entries)
        {
            var dueOn = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var sameDay = deadlines.Where(deadline => deadline.GetProperty("dueOn").GetString() == dueOn).ToList();
            var found = sameDay.Exists(IsOpen) ? sameDay.FindAll(IsOpen) : sameDay;
            var named = found.Count < 2 ? found : found.FindAll(deadline => Output(deadline) is { } output && SheetColumn.Fold(words).Contains(SheetColumn.Fold(output), StringComparison.Ordinal));
            if (named.Count == 0)
            {
                Fail(found.Count == 0 ? $"{day:dd/MM/yyyy}" : string.Join("; ", found.Select(Describe)));
            }

            Take(named);
        }

        void Take(IEnumerable<JsonElement> named)
        {
            var ids = filled.Input["metDeadlineIds"] as JsonArray ?? [];
            filled.Input["metDeadlineIds"] = ids;
            foreach (var id in named.Select(deadline => deadline.GetProperty("id").GetString()!).Where(id => !ids.Any(known => (string)known! == id)))
            {
                ids.Add(id);
            }
        }

        void Fail(string what)
        {
            var open = Open(task) ?? "–";
            filled.Fail(ReportSheet.MetDeadlines, "ValidationError", new(
                $"{what} names no one deadline of the task; those that are open: {open}. Write the last day, with the output where several have that day.",
                $"{what} không chỉ ra một thời hạn của nhiệm vụ; các thời hạn chưa hoàn thành: {open}. Hãy ghi ngày, kèm sản phẩm nếu có nhiều thời hạn cùng ngày."));
        }
    }

    private static bool IsOpen(JsonElement deadline) => deadline.GetProperty("metOn").ValueKind == JsonValueKind.Null;

    private static string? Output(JsonElement deadline) => deadline.GetProperty("deliverable").GetString();

    private static string Describe(JsonElement deadline)
    {
        var day = DateOnly.ParseExact(deadline.GetProperty("dueOn").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{day:dd/MM/yyyy}") + (Output(deadline) is { } output ? $" ({output})" : "");
    }
}
