using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Api.Sheets;

/// <summary>A column of the sheet.</summary>
/// <param name="Title">Its header; recognised wherever the column stands, without regard to case, diacritics and punctuation.</param>
/// <param name="Field">The field of the report that it fills; null for what says which task it is, and how that stood.</param>
internal sealed record SheetColumn(string Title, string? Field = null)
{
    /// <summary>The header as it is compared.</summary>
    public string Folded { get; } = Fold(Title);

    public static string Fold(string text) => string.Concat(SearchFolding.Fold(text).Where(char.IsLetterOrDigit));
}

/// <summary>The sheet in which an agency reports on its open tasks: its columns, and what the filled rows say.</summary>
internal static partial class ReportSheet
{
    public static readonly SheetColumn Agency = new("Cơ quan");
    public static readonly SheetColumn Plan = new("Kế hoạch");
    public static readonly SheetColumn Label = new("Ký hiệu");
    public static readonly SheetColumn Title = new("Nhiệm vụ");
    public static readonly SheetColumn DueOn = new("Thời hạn");
    public static readonly SheetColumn Status = new("Tình trạng hiện tại");
    public static readonly SheetColumn Percent = new("Tỷ lệ hiện tại (%)");
    public static readonly SheetColumn ReportedOn = new("Ngày báo cáo", "reportedOn");
    public static readonly SheetColumn NewStatus = new("Tình trạng mới", "taskStatus");
    public static readonly SheetColumn NewPercent = new("Tỷ lệ hoàn thành (%)", "percentComplete");
    public static readonly SheetColumn Summary = new("Kết quả thực hiện", "summary");
    public static readonly SheetColumn Obstacles = new("Khó khăn, vướng mắc", "obstacles");
    public static readonly SheetColumn Proposals = new("Đề xuất, kiến nghị", "proposals");
    public static readonly SheetColumn Evidence = new("Tài liệu minh chứng", "evidence");
    public static readonly SheetColumn OpenDeadlines = new("Thời hạn chưa hoàn thành");
    public static readonly SheetColumn MetDeadlines = new("Thời hạn đã hoàn thành", "metDeadlineIds");
    public static readonly SheetColumn Version = new("Phiên bản");

    /// <summary>All columns as the server writes them.</summary>
    public static readonly IReadOnlyList<SheetColumn> Columns =
    [
        Agency, Plan, Label, Title, DueOn, Status, Percent, ReportedOn, NewStatus, NewPercent, Summary, Obstacles, Proposals, Evidence, OpenDeadlines,
        MetDeadlines, Version,
    ];

    /// <summary>The statuses as the sheet names them.</summary>
    public static readonly IReadOnlyList<(string Name, string Value)> Statuses =
    [
        ("Chưa thực hiện", "NOT_STARTED"), ("Đang thực hiện", "IN_PROGRESS"), ("Hoàn thành", "COMPLETED"), ("Tạm dừng", "SUSPENDED"), ("Hủy bỏ", "CANCELLED"),
    ];

    private static readonly SheetColumn[] Needed = [Agency, Plan, Label, ReportedOn, NewStatus, NewPercent, Summary, Version];

    // Titles and explanations may stand above the header.
    private const int HeaderWithin = 30;

    /// <summary>The filled rows of the first sheet that has the header; null where none has it.</summary>
    /// <param name="sheets">The workbook's sheets.</param>
    /// <param name="agency">The code of the agency that reports.</param>
    /// <param name="missing">Where none has it: the titles that the likeliest row lacks.</param>
    public static List<FilledRow>? Read(IReadOnlyList<IReadOnlyList<SheetRow>> sheets, string agency, out IReadOnlyList<string> missing)
    {
        missing = [.. Needed.Select(column => column.Title)];
        foreach (var sheet in sheets)
        {
            foreach (var row in sheet.Take(HeaderWithin))
            {
                var places = Places(row);
                var lacking = Needed.Where(column => !places.ContainsKey(column)).Select(column => column.Title).ToList();
                if (lacking.Count == 0)
                {
                    return [.. sheet.Where(other => other.Number > row.Number).Select(other => Read(other, places, agency)).OfType<FilledRow>()];
                }

                missing = lacking.Count < missing.Count ? lacking : missing;
            }
        }

        return null;
    }

    private static Dictionary<SheetColumn, int> Places(SheetRow row)
    {
        var places = new Dictionary<SheetColumn, int>();
        foreach (var (place, cell) in row.Cells.OrderBy(cell => cell.Key))
        {
            var folded = SheetColumn.Fold(cell.Text);
            if (Columns.FirstOrDefault(column => column.Folded == folded) is { } known)
            {
                places.TryAdd(known, place);
            }
        }

        return places;
    }

    // A row in which nothing was filled in is no report, whatever else stands there.
    private static FilledRow? Read(SheetRow row, Dictionary<SheetColumn, int> places, string agency)
    {
        if (!Columns.Any(column => column.Field is not null && Cell(column) is not null))
        {
            return null;
        }

        var filled = new FilledRow(row.Number, places) { Plan = Text(Plan), Label = Text(Label) };
        if (Text(Agency) is not { } owner || owner != agency)
        {
            var named = Text(Agency);
            filled.Fail(Agency, "NotOwnerError", named is null
                ? new("The row names no agency; download a new workbook.", "Dòng không ghi cơ quan; hãy tải bảng mới.")
                : new($"The row is from the workbook of {named}, but you report for {agency}.", $"Dòng này thuộc bảng của {named}, trong khi báo cáo được gửi cho {agency}."));
        }

        if (filled.Plan is null || filled.Label is null)
        {
            filled.Fail(filled.Plan is null ? Plan : Label, "TaskNotFoundError", new("The row names no task.", "Dòng không ghi nhiệm vụ."));
        }

        filled.Version = Cell(Version)?.Number is { } version && version == Math.Floor(version) && Math.Abs(version) < int.MaxValue ? (int)version
            : int.TryParse(Text(Version), NumberStyles.None, CultureInfo.InvariantCulture, out var written) ? written : null;
        ReadDay(filled, Cell(ReportedOn));
        ReadStatus(filled, Cell(NewStatus));
        ReadPercent(filled, Cell(NewPercent));
        filled.Input["summary"] = Text(Summary) ?? "";
        filled.Input["obstacles"] = Text(Obstacles);
        filled.Input["proposals"] = Text(Proposals);
        SheetEvidence.Read(filled, Cell(Evidence));
        filled.MetDeadlines = Cell(MetDeadlines);
        return filled;

        SheetCell? Cell(SheetColumn column) => places.TryGetValue(column, out var place) && row.Cells.TryGetValue(place, out var cell) && !cell.IsBlank ? cell : null;

        string? Text(SheetColumn column) => Cell(column)?.Text.Trim().Normalize();
    }

    private static void ReadDay(FilledRow filled, SheetCell? cell)
    {
        var day = cell is null ? null : cell.Number is not null ? cell.Day : DaysIn(cell.Text) is [var first, ..] ? first.Day : null;
        if (day is { } found)
        {
            filled.Input["reportedOn"] = found.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return;
        }

        filled.Fail(ReportedOn, "ValidationError", cell is null
            ? new("The day of the report is missing.", "Thiếu ngày báo cáo.")
            : new($"'{cell.Text}' is no day; write it as 30/6/2022.", $"'{cell.Text}' không phải ngày; hãy ghi dạng 30/6/2022."));
    }

    /// <summary>The days in a text, each with the words behind it: 30/6/2022, 30-06-2022, 30.6.22 as Vietnamese days are written, and 2022-06-30.</summary>
    public static IReadOnlyList<(DateOnly Day, string Words)> DaysIn(string text)
    {
        var found = new List<(DateOnly Day, string Words)>();
        var matches = Days().Matches(text);
        for (var index = 0; index < matches.Count; index++)
        {
            var (match, end) = (matches[index], index + 1 < matches.Count ? matches[index + 1].Index : text.Length);
            var year = match.Groups["year"].Value;
            var iso = $"{(year.Length == 2 ? "20" : "")}{year}-{match.Groups["month"].Value.PadLeft(2, '0')}-{match.Groups["day"].Value.PadLeft(2, '0')}";
            if (DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                found.Add((day, text[(match.Index + match.Length)..end]));
            }
        }

        return found;
    }

    private static void ReadStatus(FilledRow filled, SheetCell? cell)
    {
        var folded = SheetColumn.Fold(cell?.Text ?? "");
        if (Statuses.FirstOrDefault(status => SheetColumn.Fold(status.Name) == folded || SheetColumn.Fold(status.Value) == folded) is { Value: { } value })
        {
            filled.Input["taskStatus"] = value;
            return;
        }

        var names = string.Join(", ", Statuses.Select(status => status.Name));
        filled.Fail(NewStatus, "ValidationError", cell is null
            ? new($"The new status is missing: {names}.", $"Thiếu tình trạng mới: {names}.")
            : new($"'{cell.Text}' is no status; there are {names}.", $"'{cell.Text}' không phải tình trạng; chỉ có {names}."));
    }

    private static void ReadPercent(FilledRow filled, SheetCell? cell)
    {
        if (cell is null)
        {
            filled.Fail(NewPercent, "ValidationError", new("The percentage is missing.", "Thiếu tỷ lệ hoàn thành."));
            return;
        }

        var value = cell.Number is { } number ? number * (cell.ShowsPercent ? 100 : 1)
            : double.TryParse(cell.Text.Replace("%", "", StringComparison.Ordinal).Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var written) ? written
            : double.NaN;
        var whole = Math.Round(value);
        if (!(Math.Abs(value - whole) < 1e-6) || Math.Abs(whole) > 1_000_000)
        {
            filled.Fail(NewPercent, "ValidationError", new(
                $"'{cell.Text}' is no whole number from 0 to 100.", $"'{cell.Text}' không phải số nguyên từ 0 đến 100."));
            return;
        }

        filled.Input["percentComplete"] = (int)whole;
    }

    // The groups of either form have the same names.
    [GeneratedRegex(@"(?<!\d)(?:(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})|(?<day>\d{1,2})\s*[-/.]\s*(?<month>\d{1,2})\s*[-/.]\s*(?<year>\d{4}|\d{2}))(?!\d)")]
    private static partial Regex Days();
}

/// <summary>A row in which a report was filled in.</summary>
internal sealed class FilledRow(int number, IReadOnlyDictionary<SheetColumn, int> places)
{
    private readonly List<(SheetColumn? Column, string Code, LocalizedText Message)> faults = [];

    public int Number => number;

    public string? Plan { get; init; }

    public string? Label { get; init; }

    /// <summary>The task's version when the sheet was taken.</summary>
    public int? Version { get; set; }

    /// <summary>The deadlines that it says to be met, by their days; which these are is known with the task.</summary>
    public SheetCell? MetDeadlines { get; set; }

    /// <summary>The report, as submitProgressReport takes it, as far as the row gives it.</summary>
    public JsonObject Input { get; } = [];

    /// <summary>The task by its natural key.</summary>
    public string TaskId => $"Task:{Plan}/{Label}";

    public bool IsFaulty => faults.Count > 0;

    public string? ProgressReportId { get; set; }

    /// <summary>Says what is wrong with a cell; with no column, with the row.</summary>
    public void Fail(SheetColumn? column, string code, LocalizedText message) => faults.Add((column, code, message));

    public JsonObject In(Language language, LocalizedText outcome) => new()
    {
        ["row"] = number,
        ["task"] = Plan is null || Label is null ? null : $"{Plan}/{Label}",
        ["progressReportId"] = ProgressReportId,
        ["message"] = outcome.In(language),
        ["errors"] = new JsonArray([.. faults.Select(fault => new JsonObject
        {
            ["cell"] = fault.Column is { } column && places.TryGetValue(column, out var place) ? $"{ColumnName(place)}{number.ToString(CultureInfo.InvariantCulture)}" : null,
            ["column"] = fault.Column?.Title,
            ["code"] = fault.Code,
            ["message"] = fault.Message.In(language),
        })]),
    };

    // 1 → A, 27 → AA
    private static string ColumnName(int place)
    {
        var name = "";
        for (var rest = place; rest > 0; rest = (rest - 1) / 26)
        {
            name = (char)('A' + ((rest - 1) % 26)) + name;
        }

        return name;
    }
}
