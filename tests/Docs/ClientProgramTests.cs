using System.Diagnostics;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>The clients of docs/clients, one program in three languages, run as their readers run them.</summary>
public sealed class ClientProgramTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kgplangraph-clients");
    private readonly Dictionary<string, string> environment = new() { ["PYTHONIOENCODING"] = "utf-8" };
    private string[] program = [];

    [Theory]
    [InlineData("plan.py")]
    [InlineData("plan.mts")]
    [InlineData("plan.cs")]
    public async Task The_example_pages_writes_tells_refusals_apart_and_follows_with_resume(string file)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using var server = await LiveServer.StartAsync(database);
        await PrepareAsync(file, server);
        var (reader, agency) = (server.Token(Role.Reader), server.Token(Role.Agency, "SKHDT"));

        var overdue = await RunAsync(reader, "overdue", "SKHDT", "2022-07-01");
        Assert.True(overdue.ExitCode == 0, overdue.Error);
        Assert.Equal(5, overdue.Output.Trim().Split('\n').Length);
        Assert.Contains("2022-05-31 II.3.c hoàn thành trong tháng 5/2022", overdue.Output, StringComparison.Ordinal);

        var refused = await RunAsync(agency, "report", "Task:KG-CN-2022/II.3.c", "2022-05-20", "COMPLETED", "60", "Xong.");
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("ValidationError: ", refused.Error, StringComparison.Ordinal);
        var notAllowed = await RunAsync(reader, "report", "Task:KG-CN-2022/II.3.c", "2022-05-20", "IN_PROGRESS", "60", "Xong.");
        Assert.StartsWith("AUTH_NOT_AUTHORIZED: ", notAllowed.Error, StringComparison.Ordinal);

        // What happens between two runs is told by the second.
        Assert.StartsWith("CREATED PROGRESS_REPORT", await NextChangeAsync(agency, () => ReportAsync(agency, "II.3.c")), StringComparison.Ordinal);
        await ReportAsync(agency, "II.3.e");
        Assert.StartsWith("CREATED PROGRESS_REPORT", await NextChangeAsync(agency, () => Task.CompletedTask), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan.py")]
    [InlineData("plan.mts")]
    [InlineData("plan.cs")]
    public async Task The_example_renews_its_token_by_client_credentials(string file)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using var server = await LiveServer.StartAsync(database);
        // Each token is to be renewed at once.
        await using var provider = await TokenEndpoint.StartAsync(_ => new { access_token = server.Token(Role.Reader), expires_in = 60 });
        await PrepareAsync(file, server);
        environment["TOKEN_ENDPOINT"] = provider.Address;
        (environment["CLIENT_ID"], environment["CLIENT_SECRET"]) = ("snv-reports", "s");

        // Two deadlines a page: three requests.
        var overdue = await RunAsync("none", "overdue", "SKHDT", "2022-07-01");

        Assert.True(overdue.ExitCode == 0, overdue.Error);
        Assert.Equal(Enumerable.Repeat("client_credentials snv-reports s", 3), provider.Asked);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task PrepareAsync(string file, LiveServer server)
    {
        environment["KGPLANGRAPH_URL"] = $"{server.Address}graphql";
        var source = Repository.Path("docs/clients/" + file);
        switch (Path.GetExtension(file))
        {
            case ".py":
                program = ["python3", source];
                break;
            case ".mts":
                await BuildAsync("node", Repository.Path("tests/clients/node_modules/typescript/bin/tsc"), "-p", Repository.Path("docs/clients"), "--outDir", folder.FullName,
                    "--typeRoots", Repository.Path("tests/clients/node_modules/@types"));
                program = ["node", Path.Combine(folder.FullName, "plan.mjs")];
                break;
            default:
                // No process of the build may outlive it, for it would hold this test's pipes.
                (environment["MSBUILDDISABLENODEREUSE"], environment["UseSharedCompilation"]) = ("1", "false");
                await BuildAsync("dotnet", "build", source, "-o", folder.FullName);
                program = ["dotnet", Path.Combine(folder.FullName, "plan.dll")];
                break;
        }
    }

    private async Task BuildAsync(params string[] command)
    {
        program = command;
        var (exitCode, output, error) = await RunAsync("none");
        Assert.True(exitCode == 0, output + error);
    }

    private async Task ReportAsync(string token, string label)
    {
        var report = await RunAsync(token, "report", $"Task:KG-CN-2022/{label}", "2022-05-20", "IN_PROGRESS", "60", "Đã xây dựng dự thảo.");
        Assert.Equal("SUBMITTED", report.Output.Trim());
    }

    private async Task<string?> NextChangeAsync(string token, Func<Task> act)
    {
        using var follower = Start(token, "follow", Path.Combine(folder.FullName, "cursor.txt"), "1");
        Assert.Equal("following", await follower.StandardOutput.ReadLineAsync());
        await act();
        var change = await follower.StandardOutput.ReadLineAsync();
        await follower.WaitForExitAsync();
        return change;
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string token, params string[] arguments)
    {
        using var client = Start(token, arguments);
        var error = client.StandardError.ReadToEndAsync();
        var output = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return (client.ExitCode, output, await error);
    }

    private Process Start(string token, params string[] arguments)
    {
        var start = new ProcessStartInfo(program[0], [.. program[1..], .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["KGPLANGRAPH_TOKEN"] = token;
        return Process.Start(start)!;
    }
}
