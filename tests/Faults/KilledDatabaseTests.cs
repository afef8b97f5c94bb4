using System.Text.Json;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Faults;

/// <summary><c>kill -9</c> under writers: what was acknowledged is there, each once, and the feed has no hole.</summary>
public sealed class KilledDatabaseTests
{
    private const int Writers = 6;
    private const int Each = 12;

    [Fact]
    public async Task PostgreSQL_that_is_killed_under_writers_loses_nothing_acknowledged_and_keys_resolve_what_is_unknown()
    {
        await using var cluster = await PrivateCluster.StartAsync();
        await using var server = await LiveServer.StartAsync(cluster.Options);
        var client = new FaultClient(server);
        Assert.True(await client.WritesAsync("FIRST"));
        using var acknowledged = new SemaphoreSlim(0);
        var refused = 0;
        using var stream = await SseClient.OpenAsync(server.Http, server.Token(Role.Reader), "subscription { onChange { sequence } }");

        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < Each; number++)
            {
                var code = $"W{writer}.{number}";
                await FaultClient.UntilAsync(async () =>
                {
                    if (await client.WritesAsync(code, idempotencyKey: code))
                    {
                        return true;
                    }

                    Interlocked.Increment(ref refused);
                    return false;
                });
                acknowledged.Release();
            }
        })));
        for (var kill = 0; kill < 2; kill++)
        {
            for (var count = 0; count < Writers; count++)
            {
                await acknowledged.WaitAsync();
            }

            await cluster.KillAsync();
            await cluster.StartAgainAsync();
        }

        await writing;

        Assert.InRange(refused, 1, int.MaxValue);
        Assert.Equal(Writers * Each, await cluster.CountAsync("SELECT count(*) FROM agencies WHERE code LIKE 'W%'"));
        Assert.Equal(Writers * Each, await cluster.CountAsync("SELECT count(*) FROM changes WHERE after LIKE '%\"code\":\"W%'"));
        Assert.Equal(Writers * Each, await cluster.CountAsync("SELECT count(*) FROM idempotency_keys WHERE outcome <> ''"));
        Assert.Equal(0, await cluster.CountAsync("SELECT max(sequence) - count(*) FROM changes"));
        var first = await cluster.CountAsync("SELECT max(sequence) FROM changes") - (Writers * Each) + 1;
        for (var next = first; next < first + (Writers * Each); next++)
        {
            Assert.Equal(next, (await stream.NextAsync()).GetProperty("data").GetProperty("onChange").GetProperty("sequence").GetInt64());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Server_that_is_killed_under_writers_loses_nothing_acknowledged(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var servers = await Schema.Changes.KilledServers.StartAsync(database);
        const string Create = "mutation($input: CreateAgencyInput!) { createAgency(input: $input) { agency { code } errors { __typename } } }";
        using var acknowledged = new SemaphoreSlim(0);

        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < Each; number++)
            {
                var code = $"W{writer}.{number}";
                var answer = await servers.AskAsync(
                    servers.AdminToken, Create, new { input = new { code, name = "Sở", kind = "OTHER", idempotencyKey = code } });
                Assert.Equal("{\"data\":{\"createAgency\":{\"agency\":{\"code\":\"" + code + "\"},\"errors\":null}}}", answer.GetRawText());
                acknowledged.Release();
            }
        })));
        for (var count = 0; count < Writers; count++)
        {
            await acknowledged.WaitAsync();
        }

        await servers.KillAsync();

        await writing;

        Assert.Equal(Writers * Each, await CountAsync(database, "SELECT count(*) FROM agencies WHERE code LIKE 'W%'"));
        Assert.Equal(Writers * Each, await CountAsync(database, "SELECT count(*) FROM changes WHERE after LIKE '%\"code\":\"W%'"));
        Assert.Equal(0, await CountAsync(database, "SELECT max(sequence) - count(*) FROM changes"));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Server_that_is_killed_while_it_files_many_reports_files_all_or_none_and_their_key_files_them_once(DatabaseEngine engine)
    {
        const int Reports = 100;
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var servers = await Schema.Changes.KilledServers.StartAsync(database);
        var token = new DevelopmentIssuer(DevelopmentKeyFile.In(database.Options.ContentRoot), TimeProvider.System).Issue(Role.Agency, "SKHDT", null, TimeSpan.FromHours(1));
        const string Submit = "mutation($input: SubmitProgressReportsInput!) { submitProgressReports(input: $input) { written errors { __typename } } }";
        var reports = Enumerable.Range(0, Reports).Select(number => new
        {
            taskId = "Task:KG-CN-2022/II.3.c",
            reportedOn = "2022-05-12",
            taskStatus = "IN_PROGRESS",
            percentComplete = number % 99,
            summary = "Đã trình",
        }).ToArray();
        for (var round = 1; round <= 3; round++)
        {
            // Whoever hears nothing sends it again, with the same key.
            var filing = servers.AskAsync(token, Submit, new { input = new { reports, idempotencyKey = $"round {round}" } });
            await servers.KillAsync();

            var payload = (await filing).GetProperty("data").GetProperty("submitProgressReports");
            Assert.Equal(Reports, payload.GetProperty("written").GetInt32());
            Assert.Equal(round * Reports, await CountAsync(database, "SELECT count(*) FROM progress_reports"));
            Assert.Equal(0, await CountAsync(database, "SELECT max(sequence) - count(*) FROM changes"));
        }
    }

    [Fact]
    public async Task Commit_whose_confirmation_is_lost_is_answered_as_unknown_and_its_key_says_what_became_of_it()
    {
        await using var cluster = await PrivateCluster.StartAsync();
        await using var server = await LiveServer.StartAsync(cluster.Options);
        var client = new FaultClient(server);
        Assert.True(await client.WritesAsync("FIRST"));
        // The standby that must confirm every commit does not exist: a commit is made, and never confirmed.
        await cluster.ScalarAsync("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        await cluster.ScalarAsync("SELECT pg_reload_conf()");
        await FaultClient.UntilAsync(async () => (string)(await cluster.ScalarAsync("SHOW synchronous_standby_names"))! == "nobody");

        var writing = CreateAsync(client, "LOST");
        await FaultClient.UntilAsync(async () =>
            await cluster.CountAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'") > 0);
        var (status, answer, headers) = await writing;

        FaultClient.AssertRefusal(status, answer, headers);
        Assert.Equal("OUTCOME_UNKNOWN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        await cluster.ScalarAsync("ALTER SYSTEM SET synchronous_standby_names = ''");
        await cluster.ScalarAsync("SELECT pg_reload_conf()");
        await FaultClient.UntilAsync(() => client.WritesAsync("LOST", "LOST"));
        Assert.Equal(1, await cluster.CountAsync("SELECT count(*) FROM agencies WHERE code = 'LOST'"));
        Assert.Equal(1, await cluster.CountAsync("SELECT count(*) FROM changes WHERE after LIKE '%\"code\":\"LOST\"%'"));
    }

    private static Task<(System.Net.HttpStatusCode Status, JsonElement Answer, System.Net.Http.Headers.HttpResponseHeaders Headers)> CreateAsync(
        FaultClient client, string code) => client.AskAsync(
        "mutation($input: CreateAgencyInput!) { createAgency(input: $input) { agency { code } errors { __typename } } }",
        new { input = new { code, name = "Sở " + code, kind = "OTHER", idempotencyKey = code } }, Role.Admin);

    private static async Task<long> CountAsync(TestDatabase database, string sql) => Convert.ToInt64(await database.ScalarAsync(sql), null);
}
