using System.Text.Json;
using KGPlanGraph.Api.Rows;
using SpreadCheetah;
using SpreadCheetah.Validations;

namespace KGPlanGraph.Api.Sheets;

/// <summary>Writes the sheet of an agency's open tasks: what is known of each, and empty cells that take only what can be filed.</summary>
internal static class ReportSheetWriter
{
    /// <param name="code">The agency's.</param>
    /// <param name="tasks">As the document of the sheet gives them.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task<byte[]> WriteAsync(string code, List<JsonElement> tasks, CancellationToken cancellationToken)
    {
        using var target = new MemoryStream();
        await using (var workbook = await Workbook.BeginAsync(target, cancellationToken))
        {
            await workbook.BeginSheetAsync($"Báo cáo {code}", [.. ReportSheet.Columns.Select(column => (column.Title, Longest(column)))], tasks.Count, cancellationToken);
            workbook.Restrict(Place(ReportSheet.NewStatus), tasks.Count, Told(
                DataValidation.ListValues(ReportSheet.Statuses.Select(status => status.Name)), "Hãy chọn một tình trạng trong danh sách."));
            workbook.Restrict(Place(ReportSheet.NewPercent), tasks.Count, Told(DataValidation.IntegerBetween(0, 100), "Hãy nhập số nguyên từ 0 đến 100."));
            workbook.Restrict(Place(ReportSheet.ReportedOn), tasks.Count, Told(
                DataValidation.DateTimeBetween(new DateTime(2000, 1, 1), new DateTime(2099, 12, 31)), "Hãy nhập một ngày, ví dụ 30/6/2022."));
            foreach (var task in tasks)
            {
                await workbook.WriteRowAsync([.. ReportSheet.Columns.Select(column => Cell(workbook, column, code, task))], cancellationToken);
            }

            await workbook.EndAsync(cancellationToken);
        }

        return target.ToArray();
    }

    private static DataValidation Told(DataValidation validation, string message)
    {
        validation.ErrorTitle = "Chưa đúng";
        validation.ErrorMessage = message;
        return validation;
    }

    private static int Place(SheetColumn column) => ReportSheet.Columns.ToList().IndexOf(column);

    private static int Longest(SheetColumn column) =>
        column == ReportSheet.Title || column == ReportSheet.Summary || column == ReportSheet.Obstacles || column == ReportSheet.Proposals
            || column == ReportSheet.Evidence || column == ReportSheet.OpenDeadlines ? 50 : 14;

    private static Cell Cell(Workbook workbook, SheetColumn column, string code, JsonElement task) => column switch
    {
        _ when column == ReportSheet.Agency => Workbook.Text(code),
        _ when column == ReportSheet.Plan => Workbook.Text(task.GetProperty("plan").GetProperty("code").GetString()),
        _ when column == ReportSheet.Label => Workbook.Text(task.GetProperty("label").GetString()),
        _ when column == ReportSheet.Title => Workbook.Text(task.GetProperty("title").GetString()),
        _ when column == ReportSheet.DueOn => task.GetProperty("nextDeadline") is { ValueKind: JsonValueKind.Object } next
            ? workbook.Day(DateOnly.ParseExact(next.GetProperty("dueOn").GetString()!, "yyyy-MM-dd", null))
            : default,
        _ when column == ReportSheet.Status => Workbook.Text(ReportSheet.Statuses.First(status => status.Value == task.GetProperty("status").GetString()).Name),
        _ when column == ReportSheet.Percent => new Cell(task.GetProperty("percentComplete").GetInt32()),
        _ when column == ReportSheet.OpenDeadlines => Workbook.Text(SheetDeadlines.Open(task)),
        _ when column == ReportSheet.Version => new Cell(task.GetProperty("version").GetInt32()),
        _ when column == ReportSheet.ReportedOn => workbook.EmptyDay,
        _ => default,
    };
}
