using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Changes;

/// <summary>
/// A database that went back (a restore, a promotion that lost something) gives numbers a second time. Who has seen what was lost is told so, before and after its
/// number has come again; who has not goes on.
/// </summary>
public sealed class LostChangesTests
{
    private const string Poll = "query($after: String, $first: Int) { changes(after: $after, first: $first) { nodes { sequence } edges { cursor } } __typename }";
    private const string Follow = "subscription { onChange { sequence } }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_cursor_of_a_lost_future_is_told_so_and_an_older_one_goes_on(DatabaseEngine engine)
    {
        await using var bed = await BedAsync(engine);
        var (_, kept) = await RenameAsync(bed, "Một");
        var (lostNumber, lost) = await RenameAsync(bed, "Hai");
        var (_, last) = await RenameAsync(bed, "Ba");

        await LoseAsync(bed, lostNumber);
        await using (var server = await LiveServer.StartAsync(bed.Database))
        {
            await AssertLostAsync(server, lost);
            await AssertLostAsync(server, last);
            Assert.Empty(await NumbersAsync(server, kept));
        }

        await bed.WriteAsync("Bốn");
        await bed.WriteAsync("Năm");
        await bed.WriteAsync("Sáu");
        await using (var server = await LiveServer.StartAsync(bed.Database))
        {
            await AssertLostAsync(server, lost);
            await AssertLostAsync(server, last);
            Assert.Equal([lostNumber, lostNumber + 1, lostNumber + 2], await NumbersAsync(server, kept));
            using var goesOn = await SseClient.OpenAsync(server.Http, server.Token(Role.Reader), Follow, lastEventId: kept);
            Assert.Equal(lostNumber, (await goesOn.NextAsync()).GetProperty("data").GetProperty("onChange").GetProperty("sequence").GetInt64());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Subscribers_are_told_when_the_primary_that_comes_after_has_lost_what_they_saw(int writtenSince)
    {
        await using var bed = await BedAsync(DatabaseEngine.Postgres);
        await using var server = await LiveServer.StartAsync(bed.Database);
        using var stream = await SseClient.OpenAsync(server.Http, server.Token(Role.Reader), Follow);
        await bed.WriteAsync("Một");
        await bed.WriteAsync("Hai");
        var first = (await stream.NextAsync()).GetProperty("data").GetProperty("onChange").GetProperty("sequence").GetInt64();
        await stream.NextAsync();

        await LoseAsync(bed, first);
        for (var number = 0; number < writtenSince; number++)
        {
            // Unheard of by the server, as what another primary did before this server found it.
            await bed.Database.ScalarAsync("""
                INSERT INTO changes (sequence, kind, public_kind, subject, subject_id, occurred_at, changed_fields)
                SELECT sequence + 1, kind, public_kind, subject, subject_id, now(), changed_fields FROM changes ORDER BY sequence DESC LIMIT 1
                """);
        }

        await bed.Database.ScalarAsync(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        Assert.Equal("CHANGES_LOST", Code(await stream.NextAsync()));
    }

    [Fact]
    public async Task Subscribers_that_saw_nothing_of_what_was_lost_hear_of_what_takes_its_number()
    {
        await using var bed = await BedAsync(DatabaseEngine.Postgres);
        await using var server = await LiveServer.StartAsync(bed.Database);
        var (_, before) = await RenameAsync(bed, "Một");
        var (lost, _) = await RenameAsync(bed, "Hai");
        await LoseAsync(bed, lost);

        using var stream = await SseClient.OpenAsync(server.Http, server.Token(Role.Reader), Follow, lastEventId: before);
        await bed.WriteAsync("Ba");

        Assert.Equal(lost, (await stream.NextAsync()).GetProperty("data").GetProperty("onChange").GetProperty("sequence").GetInt64());
    }

    // As if they had never been: the objects are of no interest here.
    private static Task<object?> LoseAsync(Bed bed, long from) => bed.Database.ScalarAsync($"DELETE FROM changes WHERE sequence >= {from}");

    private static async Task<(long Number, string Cursor)> RenameAsync(Bed bed, string name)
    {
        await bed.WriteAsync(name);
        await using var server = await LiveServer.StartAsync(bed.Database);
        var answer = await AskAsync(server, "{ changes(first: 100) { edges { cursor node { sequence } } } }", new { });
        var edge = answer.GetProperty("data").GetProperty("changes").GetProperty("edges").EnumerateArray().Last();
        return (edge.GetProperty("node").GetProperty("sequence").GetInt64(), edge.GetProperty("cursor").GetString()!);
    }

    // Over HTTP and as Last-Event-ID.
    private static async Task AssertLostAsync(LiveServer server, string cursor)
    {
        var answer = await AskAsync(server, Poll, new { after = cursor });
        Assert.Equal("CHANGES_LOST", Code(answer));
        Assert.Equal("""["changes"]""", answer.GetProperty("errors")[0].GetProperty("path").GetRawText());
        Assert.Equal("""{"changes":null,"__typename":"Query"}""", answer.GetProperty("data").GetRawText());
        using var stream = await SseClient.OpenAsync(server.Http, server.Token(Role.Reader), Follow, lastEventId: cursor);
        Assert.Equal("CHANGES_LOST", Code(await stream.NextAsync()));
    }

    private static async Task<IEnumerable<long>> NumbersAsync(LiveServer server, string after) =>
        (await AskAsync(server, Poll, new { after, first = 50 })).GetProperty("data").GetProperty("changes").GetProperty("nodes").EnumerateArray()
        .Select(change => change.GetProperty("sequence").GetInt64()).ToList();

    private static async Task<JsonElement> AskAsync(LiveServer server, string query, object variables)
    {
        using var response = await SseClient.SendAsync(server.Http, server.Token(Role.Reader), query, variables, accept: "application/json");
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private static string? Code(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    private static async Task<Bed> BedAsync(DatabaseEngine engine)
    {
        var database = await TestDatabase.CreateMigratedAsync(engine);
        await SamplePlan.WriteAsync(database.Services.GetRequiredService<PlanWriter>(), PlanStatus.InForce);
        return new Bed(database);
    }

    private sealed record Bed(TestDatabase Database) : IAsyncDisposable
    {
        /// <summary>Gives an agency a new name.</summary>
        public Task WriteAsync(string name) => Writing.RenameAsync(Database.Services.GetRequiredService<PlanWriter>(), "A", name);

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
