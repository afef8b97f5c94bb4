using System.Text.Json;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.Tests.PlanDocuments.Files;

namespace KGPlanGraph.Tests.Api.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("kg-");

    public ImportCommandTests() => File.WriteAllText(PlanFile, FirstPlan.Text);

    private string PlanFile => Path.Combine(directory.FullName, "plan.md");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public async Task A_plan_becomes_a_draft_and_its_report_is_printed()
    {
        var trial = await RunAsync("import", "plan.md", "--code", "KG-2", "--dry-run");
        var first = await RunAsync("import", "plan.md", "--code", "KG-2");
        var second = await RunAsync("import", "plan.md", "--code", "KG-2");
        var replaced = await RunAsync("import", "plan.md", "--code", "KG-2", "--replace-draft");

        Assert.Equal((0, 0, 1, 0), (trial.ExitCode, first.ExitCode, second.ExitCode, replaced.ExitCode));
        Assert.Matches(@"^KG-2: \d+ sections, \d+ tasks, \d+ deadlines, \d+ agencies; nothing written \(dry run\)", trial.Output);
        Assert.Matches(@"^KG-2: \d+ sections, \d+ tasks, \d+ deadlines, \d+ agencies; stored as a draft", first.Output);
        Assert.Equal("", second.Output);
        Assert.EndsWith($"There is already a plan KG-2; give another --code, or --replace-draft if it is a draft.{Environment.NewLine}", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_plan_is_refused_with_the_line_that_shows_it()
    {
        await File.WriteAllTextAsync(PlanFile, "Dear Sir,\n\nthis is a letter.\n");

        var (exitCode, output, error) = await RunAsync("import", "plan.md", "--code", "KG-2");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("plan.md cannot be read as a plan: line ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_missing_or_no_text_is_named_before_anything_is_made()
    {
        await File.WriteAllBytesAsync(PlanFile, [0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe]);

        var binary = await RunAsync("import", "plan.md", "--code", "KG-2");
        var missing = await RunAsync("import", "none.md", "--code", "KG-2");
        var folder = await RunAsync("import", ".", "--code", "KG-2");

        Assert.Equal((1, 1, 1), (binary.ExitCode, missing.ExitCode, folder.ExitCode));
        Assert.Contains("plan.md cannot be read: The file is damaged", binary.Error, StringComparison.Ordinal);
        Assert.Contains("none.md cannot be opened: ", missing.Error, StringComparison.Ordinal);
        Assert.Contains(". cannot be opened: it is a directory", folder.Error, StringComparison.Ordinal);
        Assert.Equal(["plan.md"], directory.GetFileSystemInfos().Select(entry => entry.Name));
    }

    [Fact]
    public async Task A_dry_run_shows_the_outline_of_a_Word_file_with_bodies_dates_and_warnings_in_their_places()
    {
        await File.WriteAllBytesAsync(Path.Combine(directory.FullName, "plan.docx"), PlanFiles.FirstPlanAsWord());
        await File.WriteAllTextAsync(PlanFile, "KẾ HOẠCH\nPhát triển công nghiệp tỉnh Kiên Giang năm 2023\n\nỦy ban nhân dân tỉnh Kiên Giang ban hành Kế hoạch như sau:\n\nI. NHIỆM VỤ\n\n1. Chung\n\na) Việc một. Giao Sở Vũ trụ chủ trì; hoàn thành trong quý II/2023.\n");

        var word = await RunAsync("import", "plan.docx", "--code", "KG-2", "--dry-run");
        var json = await RunAsync("import", "plan.docx", "--code", "KG-2", "--dry-run", "--json");
        var warned = await RunAsync("import", "plan.md", "--code", "KG-3", "--dry-run");

        Assert.Equal((0, 0, 0), (word.ExitCode, json.ExitCode, warned.ExitCode));
        Assert.DoesNotContain('\u001b', word.Output + word.Error + json.Output);
        Assert.Contains("II NỘI DUNG THỰC HIỆN", word.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^│ .*II\.3\.c .*\[SKHDT.*\].*2022-05-31", word.Output);
        Assert.Matches(@"(?s)I\.1\.a .*2023-06-30[^\n]*\n[ │├└─]*! line 10: ", warned.Output);
        using var plan = JsonDocument.Parse(json.Output);
        Assert.Equal(37, plan.RootElement.GetProperty("plan").GetProperty("tasks").GetArrayLength());
        Assert.Equal(37, plan.RootElement.GetProperty("report").GetProperty("tasks").GetInt32());
    }

    [Theory]
    [InlineData("import needs a --code for the new plan.", "import", "plan.md")]
    [InlineData("\"K G\" is no plan code", "import", "plan.md", "--code", "K G")]
    [InlineData("--year needs a year", "import", "plan.md", "--code", "KG-2", "--year", "MMXXIII")]
    [InlineData("import FILE --code CODE [--year YEAR] [--last-year YEAR] [--issuer CODE] [--replace-draft] [--dry-run] [--json]: an argument is missing.", "import", "--code", "KG-2")]
    public async Task What_is_not_understood_is_answered_with_the_usage(string message, params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync(arguments);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith(message, error, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        Executable.RunAsync(directory.FullName, "Development", arguments);
}
