using System.Net;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Faults;

/// <summary>Two servers over a primary and its hot standby, as <c>deploy/standby</c> sets them up.</summary>
public sealed class StandbyTests
{
    private const string Create = "mutation($input: CreateAgencyInput!) { createAgency(input: $input) { agency { code } errors { __typename } } }";
    private const string Find = "query($code: String!) { agencyByCode(code: $code) { name } }";

    [Fact]
    public async Task Reads_go_to_the_standby_and_miss_nothing_acknowledged_on_any_server()
    {
        await using var setup = await StandbySetup.StartAsync();
        await UntilStandbyIsReadAsync(setup);
        await AssertOwnWritesAreReadAsync(setup, "F", 20);
    }

    [Fact]
    public async Task A_standby_that_lags_is_not_read_until_it_has_caught_up()
    {
        await using var setup = await StandbySetup.StartAsync();
        await UntilStandbyIsReadAsync(setup);
        await setup.ScalarAsync("two", "SELECT pg_wal_replay_pause()");
        using (var stream = await SseClient.OpenAsync(setup.Servers[1], setup.Token(Role.Admin), "subscription { onChange { after } }"))
        {
            for (var number = 0; number < 5; number++)
            {
                await AssertOwnWriteIsReadAsync(setup, $"P{number}", number % 2);
                Assert.Contains($"P{number}", (await stream.NextAsync()).GetRawText(), StringComparison.Ordinal);
            }
        }

        await setup.ScalarAsync("two", "SELECT pg_wal_replay_resume()");
        await UntilStandbyIsReadAsync(setup);
    }

    [Fact]
    public async Task The_loss_of_the_standby_is_not_noticed_and_it_is_read_again_when_it_is_back()
    {
        await using var setup = await StandbySetup.StartAsync();
        await UntilStandbyIsReadAsync(setup);
        await setup.KillAsync("two");
        await AssertOwnWritesAreReadAsync(setup, "K", 5);

        await setup.StartAgainAsync();
        await UntilStandbyIsReadAsync(setup);
        await AssertOwnWriteIsReadAsync(setup, "LAST", 0);
        await UntilReplayedAsync(setup, "LAST");
    }

    [Fact]
    public async Task Without_the_primary_all_is_read_and_writes_are_refused_until_the_standby_is_promoted()
    {
        await using var setup = await StandbySetup.StartAsync();
        await UntilStandbyIsReadAsync(setup);
        await AssertOwnWriteIsReadAsync(setup, "LAST", 0);
        await UntilReplayedAsync(setup, "LAST");

        await WithoutThePrimaryAsync(setup);
        await setup.PromoteAsync();

        foreach (var server in (int[])[0, 1])
        {
            await FaultClient.UntilAsync(async () => (await CreateAsync(setup, server, $"AFTER{server}")).Answer.TryGetProperty("data", out _));
        }

        await AssertOwnWritesAreReadAsync(setup, "N", 5);
        Assert.Equal(0L, await setup.ScalarAsync("two", "SELECT max(sequence) - count(*) FROM changes"));
        Assert.Equal(0L, await setup.ScalarAsync("two", "SELECT count(*) FROM agencies WHERE code = 'REFUSED'"));
    }

    [Fact]
    public async Task A_standby_of_the_dead_timeline_is_not_read_and_followers_of_what_was_lost_are_told()
    {
        await using var setup = await StandbySetup.StartAsync();
        await UntilStandbyIsReadAsync(setup);
        await AssertOwnWriteIsReadAsync(setup, "KEPT", 0);
        await setup.ScalarAsync("two", "ALTER SYSTEM SET primary_conninfo = ''");
        await setup.ScalarAsync("two", "SELECT pg_reload_conf()");
        await FaultClient.UntilAsync(async () => (long)(await setup.ScalarAsync("two", "SELECT count(*) FROM pg_stat_wal_receiver"))! == 0);
        using var stream = await SseClient.OpenAsync(setup.Servers[1], setup.Token(Role.Admin), "subscription { onChange { sequence } }");
        for (var number = 0; number < 5; number++)
        {
            await AssertOwnWriteIsReadAsync(setup, $"LOST{number}", number % 2);
            await stream.NextAsync();
        }

        await setup.KillAsync("one");
        await setup.PromoteAsync();
        // In recovery for ever, with more changes than the primary has: as a third host would be that followed the old one.
        await setup.FollowNobodyAsync("one");

        var told = await stream.NextAsync();
        Assert.Equal("CHANGES_LOST", told.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        foreach (var server in (int[])[0, 1])
        {
            await FaultClient.UntilAsync(async () => (await CreateAsync(setup, server, $"NEW{server}")).Answer.TryGetProperty("data", out _));
        }

        // Long enough for a standby to be asked several times.
        for (var number = 0; number < 200; number++)
        {
            Assert.Null(await NameAsync(setup, number % 2, $"LOST{number % 5}"));
            Assert.NotNull(await NameAsync(setup, number % 2, number % 3 == 0 ? "KEPT" : "NEW1"));
        }
    }

    private static async Task WithoutThePrimaryAsync(StandbySetup setup)
    {
        await setup.KillAsync("one");
        foreach (var server in (int[])[0, 1])
        {
            Assert.Equal("Sở LAST", await NameAsync(setup, server, "LAST"));
            var (status, answer, headers) = await CreateAsync(setup, server, "REFUSED");
            FaultClient.AssertRefusal(status, answer, headers);
            Assert.Equal("Sở LAST", await NameAsync(setup, server, "LAST"));
            using var ready = await setup.Servers[server].GetAsync("/health/ready");
            Assert.Equal((HttpStatusCode.OK, "Degraded"), (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
        }

        await using var started = await LiveServer.StartAsync(setup.Options);
        Assert.True(await new FaultClient(started).ReadsAsync());
    }

    private static Task UntilReplayedAsync(StandbySetup setup, string code) =>
        FaultClient.UntilAsync(async () => (long)(await setup.ScalarAsync("two", $"SELECT count(*) FROM agencies WHERE code = '{code}'"))! == 1);

    private static async Task AssertOwnWritesAreReadAsync(StandbySetup setup, string prefix, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await AssertOwnWriteIsReadAsync(setup, $"{prefix}{number}", number % 2);
        }
    }

    // Written through one server, read at once through the other and through the same.
    private static async Task AssertOwnWriteIsReadAsync(StandbySetup setup, string code, int server)
    {
        var (_, answer, _) = await CreateAsync(setup, server, code);
        Assert.True(answer.TryGetProperty("data", out _), answer.GetRawText());
        Assert.Equal("Sở " + code, await NameAsync(setup, 1 - server, code));
        Assert.Equal("Sở " + code, await NameAsync(setup, server, code));
    }

    private static Task<(HttpStatusCode Status, System.Text.Json.JsonElement Answer, System.Net.Http.Headers.HttpResponseHeaders Headers)> CreateAsync(
        StandbySetup setup, int server, string code) => setup.AskAsync(server, Create, new { input = new { code, name = "Sở " + code, kind = "OTHER" } });

    private static async Task<string?> NameAsync(StandbySetup setup, int server, string code)
    {
        var (_, answer, _) = await setup.AskAsync(server, Find, new { code });
        Assert.True(answer.TryGetProperty("data", out var data), answer.GetRawText());
        return data.GetProperty("agencyByCode") is { ValueKind: System.Text.Json.JsonValueKind.Object } found ? found.GetProperty("name").GetString() : null;
    }

    // Asks what was never asked before, so that nothing is answered from memory, until the standby shows it as the last statement of a connection of each server.
    private static async Task UntilStandbyIsReadAsync(StandbySetup setup)
    {
        foreach (var server in (int[])[0, 1])
        {
            await FaultClient.UntilAsync(async () =>
            {
                var alias = $"a{Guid.NewGuid():N}";
                var (_, answer, _) = await setup.AskAsync(server, $"query {{ agencies(where: {{ name: {{ eq: \"{alias}\" }} }}, first: 1) {{ totalCount }} }}");
                Assert.True(answer.TryGetProperty("data", out _), answer.GetRawText());
                return (long)(await setup.ScalarAsync(
                    "two", "SELECT count(*) FROM pg_stat_activity WHERE usename = 'kgplangraph' AND query LIKE '%FROM agencies%'"))! > server;
            });
        }
    }
}
