using System.Diagnostics;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>docs/clients/plan.py, run as its readers run it.</summary>
public sealed class PythonClientTests
{
    [Fact]
    public async Task The_example_pages_writes_tells_refusals_apart_and_follows_with_resume()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using var server = await LiveServer.StartAsync(database);
        var agency = server.Token(Role.Agency, "SKHDT");

        var overdue = await RunAsync(server, server.Token(Role.Reader), "overdue", "SKHDT", "2022-07-01");
        Assert.Equal((0, 5), (overdue.ExitCode, overdue.Output.Trim().Split('\n').Length));
        Assert.Contains("2022-05-31 II.3.c hoàn thành trong tháng 5/2022", overdue.Output, StringComparison.Ordinal);

        var refused = await RunAsync(server, agency, "report", "Task:KG-CN-2022/II.3.c", "2022-05-20", "COMPLETED", "60", "Xong.");
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("ValidationError: ", refused.Error, StringComparison.Ordinal);
        var notAllowed = await RunAsync(server, server.Token(Role.Reader), "report", "Task:KG-CN-2022/II.3.c", "2022-05-20", "IN_PROGRESS", "60", "Xong.");
        Assert.StartsWith("AUTH_NOT_AUTHORIZED: ", notAllowed.Error, StringComparison.Ordinal);

        var cursor = Path.Combine(database.Options.ContentRoot, "cursor.txt");
        // What happens between two runs is told by the second.
        Assert.StartsWith("CREATED PROGRESS_REPORT", await NextChangeAsync(server, agency, cursor, () => ReportAsync(server, agency, "II.3.c")), StringComparison.Ordinal);
        await ReportAsync(server, agency, "II.3.e");
        Assert.StartsWith("CREATED PROGRESS_REPORT", await NextChangeAsync(server, agency, cursor, () => Task.CompletedTask), StringComparison.Ordinal);
    }

    private static async Task ReportAsync(LiveServer server, string token, string label)
    {
        var report = await RunAsync(server, token, "report", $"Task:KG-CN-2022/{label}", "2022-05-20", "IN_PROGRESS", "60", "Đã xây dựng dự thảo.");
        Assert.Equal("SUBMITTED", report.Output.Trim());
    }

    private static async Task<string?> NextChangeAsync(LiveServer server, string token, string cursor, Func<Task> act)
    {
        using var follower = Start(server, token, "follow", cursor, "1");
        Assert.Equal("following", await follower.StandardOutput.ReadLineAsync());
        await act();
        var change = await follower.StandardOutput.ReadLineAsync();
        await follower.WaitForExitAsync();
        return change;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(LiveServer server, string token, params string[] arguments)
    {
        using var client = Start(server, token, arguments);
        var error = client.StandardError.ReadToEndAsync();
        var output = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return (client.ExitCode, output, await error);
    }

    private static Process Start(LiveServer server, string token, params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", [Repository.Path("docs/clients/plan.py"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KGPLANGRAPH_URL"] = $"{server.Address}graphql";
        start.Environment["KGPLANGRAPH_TOKEN"] = token;
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        return Process.Start(start)!;
    }
}
