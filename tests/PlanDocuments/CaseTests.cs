using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.PlanDocuments;

/// <summary>Small documents in the layouts that provinces use, each with what a careful official says about it.</summary>
public partial class CaseTests
{
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder(), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_is_read_as_a_careful_official_would(string name)
    {
        var differences = Differences(name);

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_block_of_a_document_is_counted_once_and_each_unread_one_has_a_warning(string name)
    {
        if (Read(name, out _, out _, out _).Report is not { } report)
        {
            return;
        }

        Assert.True(report.Blocks.Tasks + report.Blocks.Texts > 0);
        Assert.True(report.Blocks.Unread == 0 || report.Warnings.Count > 0);
        // Paragraphs are at most as many as lines, and at least as many as what blank lines part.
        var lines = Lines(name);
        var parted = lines.Where((line, i) => line.Length > 0 && (i == 0 || lines[i - 1].Length == 0)).Count();
        Assert.InRange(report.Blocks.Total, parted, lines.Count(line => line.Length > 0));
    }

    /// <summary>Words of completion with a number of a day, month, quarter or year behind them.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_time_by_which_a_task_is_to_be_done_is_a_deadline_or_a_warning(string name)
    {
        var result = Read(name, out _, out _, out _);
        foreach (var task in result.Document?.Tasks ?? [])
        {
            var isTold = result.Report!.Warnings.Any(warning => warning.Label == task.Label || (warning.Line >= task.Line && warning.Line <= task.Line + 1));
            Assert.True(task.Deadlines.Count > 0 || isTold || !Completion().IsMatch(task.Content), $"{task.Label} '{task.Content}'");
        }
    }

    [GeneratedRegex(@"(hoàn thành|xong|chậm nhất|trước|thời hạn|tiến độ|thời gian)(\s\p{L}+){0,3}:?\s+((trong|vào|trước|đến|hết|là|ngày|cuối)\s+)*(quý|quí|tháng|năm|ngày)?\s*(I{1,3}V?|IV|[0-9]{1,2}|20[0-9]{2})\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Completion();

    private static List<string> Lines(string name)
    {
        var path = Path.Combine(Folder(), name);
        var lines = File.ReadAllLines(File.Exists($"{path}.md") ? $"{path}.md" : $"{path}.txt").Select(line => line.Trim());
        return [.. lines.Select(line => line.Trim('|', '-', ':', ' ', '_').Length == 0 ? "" : line)];
    }

    private static List<string> Differences(string name)
    {
        var result = Read(name, out var expected, out var year, out var issuer);
        return CaseComparison.Differences(expected, result, year, issuer);
    }

    private static PlanDocumentResult Read(string name, out JsonElement expected, out int? year, out string? issuer)
    {
        var path = Path.Combine(Folder(), name);
        using var json = JsonDocument.Parse(File.ReadAllText($"{path}.json"));
        expected = json.RootElement.Clone();
        var given = expected.TryGetProperty("import", out var import) ? import : default;
        year = given.ValueKind == JsonValueKind.Object && given.TryGetProperty("year", out var inYear) ? inYear.GetInt32() : null;
        issuer = given.ValueKind == JsonValueKind.Object && given.TryGetProperty("issuerCode", out var code) ? code.GetString() : null;
        var more = expected.TryGetProperty("register", out var register)
            ? register.EnumerateArray().Select(entry => new KnownOrganisation(
                entry.GetProperty("code").GetString()!, entry.GetProperty("name").GetString()!, AgencyKind.Other,
                entry.TryGetProperty("aliases", out var aliases) ? [.. aliases.EnumerateArray().Select(alias => alias.GetString()!)] : []))
            : [];
        var isMarkdown = File.Exists($"{path}.md");
        return PlanDocumentReader.Read(
            File.ReadAllText(isMarkdown ? $"{path}.md" : $"{path}.txt"), isMarkdown ? PlanDocumentFormat.Markdown : PlanDocumentFormat.PlainText,
            new OrganisationRegister([.. FirstRegister.Bodies, .. more]), Reading.Localities, year);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Cases");
}
