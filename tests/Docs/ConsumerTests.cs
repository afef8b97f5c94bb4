using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Schema.Changes;
using KGPlanGraph.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Docs;

/// <summary>docs/consumer, run as its readers run it.</summary>
public sealed class ConsumerTests
{
    private static readonly string[] Lists = ["agencies", "localities", "plans", "sections", "tasks", "deadlines"];

    public static TheoryData<DatabaseEngine, string> Programs
    {
        get
        {
            var data = new TheoryData<DatabaseEngine, string>();
            foreach (var engine in (DatabaseEngine[])[DatabaseEngine.Postgres, DatabaseEngine.Sqlite])
            {
                data.Add(engine, "dotnet");
                data.Add(engine, "python3");
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Programs))]
    public async Task The_reference_consumer_has_an_exact_copy_though_it_is_killed_while_others_write(DatabaseEngine engine, string program)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(engine);
        var writer = database.Services.GetRequiredService<PlanWriter>();
        await SamplePlan.WriteAsync(writer, PlanStatus.InForce);
        var tasks = await TasksAsync(database);
        await using var server = await LiveServer.StartAsync(database);
        var copy = Path.Combine(database.Options.ContentRoot, "copy.db");

        // Killed in the middle of its full copy, and in the middle of following.
        for (var run = 1; run <= 3; run++)
        {
            using var consumer = Start(program, server, copy);
            var known = await ProgressAsync(copy);
            for (var round = 0; await ProgressAsync(copy) == known && !consumer.HasExited; round++)
            {
                await FeedWriters.RunAsync(writer, (run * 1_000_000) + round, 1, tasks);
            }

            consumer.Kill();
            await consumer.WaitForExitAsync();
            await FeedWriters.RunAsync(writer, run + 10, 5, tasks);
        }

        using (var last = Start(program, server, copy, "--once"))
        {
            var error = await last.StandardError.ReadToEndAsync();
            await last.WaitForExitAsync();
            Assert.True(last.ExitCode == 0, error);
        }

        Assert.Equal(await SourceAsync(server), await CopyAsync(copy));
    }

    [Theory]
    [InlineData("dotnet", 1, 0)]
    [InlineData("dotnet", int.MaxValue, 1)]
    [InlineData("python3", 1, 0)]
    [InlineData("python3", int.MaxValue, 1)]
    public async Task It_takes_tokens_by_client_credentials_and_ends_where_a_fresh_one_is_refused_too(string program, int badTokens, int exitCode)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using var server = await LiveServer.StartAsync(database);
        await using var provider = await TokenEndpoint.StartAsync(number => new { access_token = number <= badTokens ? "bad" : server.Token(Role.Reader) });

        using var consumer = Start(program, server.Address, Path.Combine(database.Options.ContentRoot, "copy.db"), new Dictionary<string, string?>
        {
            ["KGPLANGRAPH_TOKEN"] = null,
            ["KGPLANGRAPH_TOKEN_URL"] = provider.Address,
            ["KGPLANGRAPH_CLIENT_ID"] = "copy",
            ["KGPLANGRAPH_CLIENT_SECRET"] = "s",
        }, "--once");
        var error = await consumer.StandardError.ReadToEndAsync();
        await consumer.WaitForExitAsync();

        Assert.True(consumer.ExitCode == exitCode, error);
        Assert.Equal(["client_credentials copy s", "client_credentials copy s"], provider.Asked);
        Assert.Equal(exitCode == 0, error.Length == 0);
    }

    [Theory]
    [InlineData("dotnet")]
    [InlineData("python3")]
    public async Task It_waits_longer_each_time_for_a_server_whose_exports_succeed_and_whose_event_streams_end_at_once(string program)
    {
        const string Manifest = "{\"manifest\":{\"cursor\":\"c\"}}\n";
        const int Most = 20;
        var asked = 0;
        await using var server = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]).Build();
        server.MapGet("/export.jsonl", () => $"{Manifest}{{\"end\":true,\"lines\":1,\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Manifest)))}\"}}\n");
        // A consumer that does not wait is refused in the end, so that it says so and ends.
        server.MapMethods("/graphql", ["GET", "POST"], () => Interlocked.Increment(ref asked) > Most
            ? Results.BadRequest()
            : Results.Text(":\n\n", "text/event-stream"));
        await server.StartAsync();
        var folder = Directory.CreateTempSubdirectory("kgplangraph-consumer.");
        var environment = new Dictionary<string, string?> { ["KGPLANGRAPH_TOKEN"] = "token" };
        using var consumer = Start(program, new Uri(server.Urls.First()), Path.Combine(folder.FullName, "copy.db"), environment);

        var waits = new List<double>();
        while (waits.Count < 4 && await consumer.StandardError.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            Assert.True(line.StartsWith("Trying again in", StringComparison.Ordinal), line);
            waits.Add(double.Parse(words[3], CultureInfo.InvariantCulture));
        }

        consumer.Kill();
        await consumer.WaitForExitAsync();
        folder.Delete(recursive: true);
        // From 0.1 to 0.3 s, and from 0.8 to 2.4 s.
        Assert.Equal(4, waits.Count);
        Assert.InRange(waits[3], waits[0] + 0.1, 15);
    }

    private static Process Start(string program, LiveServer server, string file, params string[] options) =>
        Start(program, server.Address, file, new Dictionary<string, string?> { ["KGPLANGRAPH_TOKEN"] = server.Token(Role.Reader) }, options);

    private static Process Start(string program, Uri server, string file, Dictionary<string, string?> environment, params string[] options)
    {
        var start = new ProcessStartInfo(
            program,
            [program == "dotnet" ? Path.Combine(AppContext.BaseDirectory, "KGPlanGraph.Consumer.dll") : Repository.Path("docs/consumer/consumer.py"), $"{server}", file, .. options])
        {
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<IReadOnlyList<long>> TasksAsync(TestDatabase database)
    {
        await using var context = database.Database.CreateContext();
        return await context.Tasks.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync();
    }

    // Everything that the lists hold, by id, in fields that say whether the copy is of now.
    private static async Task<SortedDictionary<string, string>> SourceAsync(LiveServer server)
    {
        var objects = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var list in Lists)
        {
            string? after = null;
            do
            {
                using var response = await SseClient.SendAsync(server.Http, server.Token(Role.Reader), $$"""
                    query ($after: String) {
                      {{list}}(first: 50, after: $after) {
                        nodes { ...Shown }
                        pageInfo { endCursor hasNextPage }
                      }
                    }
                    fragment Shown on Node {
                      id ... on Agency { name } ... on Locality { name } ... on Plan { title }
                      ... on PlanSection { heading } ... on Task { title } ... on Deadline { dueOn }
                    }
                    """, new { after }, accept: "application/json");
                var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
                Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
                var page = answer.GetProperty("data").GetProperty(list);
                foreach (var node in page.GetProperty("nodes").EnumerateArray())
                {
                    objects.Add(node.GetProperty("id").GetString()!, Text(JsonObject.Create(node)!));
                }

                var info = page.GetProperty("pageInfo");
                after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
            }
            while (after is not null);
        }

        return objects;
    }

    // How far the consumer has come, in its own words; null before it has begun.
    private static async Task<string?> ProgressAsync(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=30");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = 'progress'";
        if ((long)(await command.ExecuteScalarAsync())! == 0)
        {
            return null;
        }

        command.CommandText = "SELECT group_concat(name || value) FROM progress";
        return await command.ExecuteScalarAsync() as string;
    }

    private static async Task<SortedDictionary<string, string>> CopyAsync(string file)
    {
        var objects = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, json FROM objects";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            objects.Add(reader.GetString(0), Text(JsonNode.Parse(reader.GetString(1))!.AsObject()));
        }

        return objects;
    }

    private static string Text(JsonObject item) => string.Join(' ',
        new[] { "name", "title", "heading", "dueOn" }.Select(field => item[field]?.ToString()).Where(value => value is not null));
}
