using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Npgsql;

namespace KGPlanGraph.Tests.Faults;

/// <summary>What <c>deploy/standby</c> sets up: a primary, its hot standby, and two servers over both.</summary>
internal sealed class StandbySetup : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kgplangraph-standby.");
    private readonly Dictionary<string, string> printed = [];

    private StandbySetup()
    {
    }

    /// <summary>The two servers.</summary>
    public IReadOnlyList<HttpClient> Servers { get; private set; } = [];

    public static async Task<StandbySetup> StartAsync()
    {
        var setup = new StandbySetup();
        await setup.StartAgainAsync();
        setup.Servers = [.. new[] { "server1", "server2" }.Select(name => new HttpClient { BaseAddress = new Uri(setup.printed[name]), Timeout = TimeSpan.FromSeconds(60) })];
        return setup;
    }

    /// <summary>Starts whatever does not run.</summary>
    public async Task StartAgainAsync()
    {
        foreach (var line in await RunAsync("start"))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, var place, ..])
            {
                printed[name] = place;
            }
        }
    }

    /// <summary>Makes the standby the primary.</summary>
    public Task PromoteAsync() => RunAsync("promote");

    /// <summary>Starts a database that was ended as a standby that waits for a primary which never comes.</summary>
    public async Task FollowNobodyAsync(string database)
    {
        await File.AppendAllTextAsync(Path.Combine(folder.FullName, database, "data", "postgresql.auto.conf"), "primary_conninfo = ''\n");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, database, "data", "standby.signal"), "");
        await StartAgainAsync();
    }

    /// <summary><c>kill -9</c> for a database, all its processes at once.</summary>
    public Task KillAsync(string database) => PrivateCluster.KillAsync(Path.Combine(folder.FullName, database, "data"));

    /// <summary>What a further server needs.</summary>
    public DatabaseOptions Options => new(
        $"Host={printed["one"]},{printed["two"]};Username=kgplangraph;Database=kgplangraph", Path.Combine(folder.FullName, "servers"));

    /// <summary>One value from a database, asked as the superuser.</summary>
    public async Task<object?> ScalarAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection($"Host={printed[database]};Username=admin;Database=kgplangraph;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>A token that both servers take.</summary>
    public string Token(Role role) =>
        new DevelopmentIssuer(DevelopmentKeyFile.In(Path.Combine(folder.FullName, "servers")), TimeProvider.System)
            .Issue(role, null, "An", TimeSpan.FromHours(1));

    /// <summary>The answer of a server.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Answer, HttpResponseHeaders Headers)> AskAsync(int server, string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new StringContent(JsonSerializer.Serialize(new { query, variables }), Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(Role.Admin));
        using var response = await Servers[server].SendAsync(request);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement, response.Headers);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers)
        {
            server.Dispose();
        }

        await RunAsync("stop");
        folder.Delete(recursive: true);
    }

    private async Task<string[]> RunAsync(string command)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "deploy", "standby");
        var start = new ProcessStartInfo("bash", [script, command, folder.FullName]) { RedirectStandardOutput = true };
        start.Environment["KGPLANGRAPH_SERVER"] = "dotnet " + typeof(KGPlanGraph.Api.Commands.CommandLine).Assembly.Location;
        start.Environment["KGPLANGRAPH_URLS"] = "http://127.0.0.1:0 http://127.0.0.1:0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException($"{script} {command} ended with {process.ExitCode}");
    }
}
