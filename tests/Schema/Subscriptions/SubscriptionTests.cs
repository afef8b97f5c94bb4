using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Scalars;
using KGPlanGraph.Schema.Types.Changes;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Subscriptions;

/// <summary>onChange and onTaskChanged, over HTTP, on both engines.</summary>
public sealed class SubscriptionTests
{
    private const string OnChange = """
        subscription ($where: ChangeFilterInput) {
          onChange(where: $where) { sequence kind subject changedFields object { __typename ... on Task { title } ... on Agency { name } } }
        }
        """;

    private const string OnTaskChanged = "subscription ($id: ID!) { onTaskChanged(taskId: $id) { label title version deadlines { dueOn } } }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Every_change_comes_as_it_commits_in_the_order_of_its_number(DatabaseEngine engine)
    {
        await using var bed = await BedAsync(engine);
        using var stream = await SseClient.OpenAsync(bed.Server.Http, bed.Server.Token(Role.Reader), OnChange);

        await Writing.RetitleAsync(bed.Own, bed.Task, "Một");
        await Writing.RenameAsync(bed.Other, "A", "Hai");
        await Writing.RetitleAsync(bed.Own, bed.Task, "Ba");

        var changes = new[] { await NextAsync(stream), await NextAsync(stream), await NextAsync(stream) };
        var first = changes[0].GetProperty("sequence").GetInt64();
        Assert.Equal([first, first + 1, first + 2], changes.Select(change => change.GetProperty("sequence").GetInt64()));
        Assert.Equal(["TASK", "AGENCY", "TASK"], changes.Select(change => change.GetProperty("subject").GetString()));
        Assert.Equal("""["title"]""", changes[0].GetProperty("changedFields").GetRawText());
        Assert.Equal("Hai", changes[1].GetProperty("object").GetProperty("name").GetString());
        Assert.Equal("Ba", changes[2].GetProperty("object").GetProperty("title").GetString());
        Assert.Equal(await NewestCursorAsync(bed), stream.LastEventId);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Where_lets_through_what_it_says(DatabaseEngine engine)
    {
        await using var bed = await BedAsync(engine);
        using var stream = await SseClient.OpenAsync(
            bed.Server.Http, bed.Server.Token(Role.Reader), OnChange, new { where = new { subject = new { eq = "AGENCY" }, kind = new { eq = "UPDATED" } } });

        await Writing.RetitleAsync(bed.Own, bed.Task, "Một");
        await Writing.RenameAsync(bed.Own, "A", "Hai");

        Assert.Equal("AGENCY", (await NextAsync(stream)).GetProperty("subject").GetString());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Nothing_of_a_draft_reaches_those_who_see_no_drafts(DatabaseEngine engine)
    {
        await using var bed = await BedAsync(engine, PlanStatus.Draft);
        using var reader = await SseClient.OpenAsync(bed.Server.Http, bed.Server.Token(Role.Reader), OnChange);
        using var coordinator = await SseClient.OpenAsync(bed.Server.Http, bed.Server.Token(Role.Coordinator), OnChange);

        await Writing.RetitleAsync(bed.Own, bed.Task, "Một");
        await Writing.RenameAsync(bed.Own, "A", "Hai");

        Assert.Equal("TASK", (await NextAsync(coordinator)).GetProperty("subject").GetString());
        Assert.Equal("AGENCY", (await NextAsync(coordinator)).GetProperty("subject").GetString());
        Assert.Equal("AGENCY", (await NextAsync(reader)).GetProperty("subject").GetString());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_deletion_is_told_and_the_object_is_null(DatabaseEngine engine)
    {
        await using var bed = await BedAsync(engine);
        using var stream = await SseClient.OpenAsync(
            bed.Server.Http, bed.Server.Token(Role.Reader), OnChange, new { where = new { kind = new { eq = "DELETED" }, subject = new { eq = "TASK" } } });

        await Writing.DeleteAsync(bed.Own, bed.Task);

        var change = await NextAsync(stream);
        Assert.Equal(("DELETED", JsonValueKind.Null), (change.GetProperty("kind").GetString(), change.GetProperty("object").ValueKind));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_field_that_the_role_may_not_read_is_null_with_an_error(DatabaseEngine engine)
    {
        await using var bed = await BedAsync(engine);
        using var stream = await SseClient.OpenAsync(bed.Server.Http, bed.Server.Token(Role.Reader), "subscription { change: onChange { subject actor } }");

        await Writing.RenameAsync(bed.Own, "A", "Hai");

        var answer = await stream.NextAsync();
        Assert.Equal("""{"change":{"subject":"AGENCY","actor":null}}""", answer.GetProperty("data").GetRawText());
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal("""["change","actor"]""", error.GetProperty("path").GetRawText());
        Assert.Equal("AUTH_NOT_AUTHORIZED", Code(error));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Last_Event_ID_goes_on_behind_that_change(DatabaseEngine engine)
    {
        await using var bed = await BedAsync(engine);
        var token = bed.Server.Token(Role.Reader);
        string last;
        long first;
        using (var stream = await SseClient.OpenAsync(bed.Server.Http, token, OnChange))
        {
            await Writing.RenameAsync(bed.Own, "A", "Một");
            first = (await NextAsync(stream)).GetProperty("sequence").GetInt64();
            last = stream.LastEventId!;
        }

        await Writing.RenameAsync(bed.Own, "A", "Hai");
        await Writing.RenameAsync(bed.Other, "A", "Ba");
        using var resumed = await SseClient.OpenAsync(bed.Server.Http, token, OnChange, lastEventId: last);
        await Writing.RenameAsync(bed.Own, "A", "Bốn");

        for (var next = 1; next <= 3; next++)
        {
            Assert.Equal(first + next, (await NextAsync(resumed)).GetProperty("sequence").GetInt64());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_stream_from_the_first_number_on_is_the_whole_history(DatabaseEngine engine)
    {
        await using var bed = await BedAsync(engine);
        await ManyAsync(bed, 230);
        using var stream = await SseClient.OpenAsync(bed.Server.Http, bed.Server.Token(Role.Admin), OnChange, lastEventId: ChangeCursor.Of(default));

        var newest = Convert.ToInt64(await bed.Database.ScalarAsync("SELECT max(sequence) FROM changes"), null);
        for (var sequence = 1L; sequence <= newest; sequence++)
        {
            Assert.Equal(sequence, (await NextAsync(stream)).GetProperty("sequence").GetInt64());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_task_comes_as_it_is_after_each_of_its_changes_and_no_others(DatabaseEngine engine)
    {
        await using var bed = await BedAsync(engine);
        using var stream = await SseClient.OpenAsync(bed.Server.Http, bed.Server.Token(Role.Reader), OnTaskChanged, new { id = bed.TaskId });

        await Writing.RenameAsync(bed.Own, "A", "Một");
        await Writing.RetitleAsync(bed.Own, bed.Task + 1, "Hai");
        await Writing.RetitleAsync(bed.Own, bed.Task, "Ba");
        var task = (await stream.NextAsync()).GetProperty("data").GetProperty("onTaskChanged");
        Assert.Equal(
            ("I.1.a", "Ba", 2),
            (task.GetProperty("label").GetString(), task.GetProperty("title").GetString(), task.GetProperty("version").GetInt32()));

        await bed.Other.RunAsync(SamplePlan.Author, (context, _) =>
        {
            var deadline = SamplePlan.NewDeadline(3, new DateOnly(2022, 3, 31));
            deadline.TaskId = bed.Task;
            context.Add(deadline);
            return Task.FromResult(WriteOutcome.Keep(0));
        });
        task = (await stream.NextAsync()).GetProperty("data").GetProperty("onTaskChanged");
        Assert.Equal((3, 3), (task.GetProperty("deadlines").GetArrayLength(), task.GetProperty("version").GetInt32()));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_tasks_stream_completes_when_the_task_is_gone(DatabaseEngine engine)
    {
        await using var bed = await BedAsync(engine);
        using var stream = await SseClient.OpenAsync(bed.Server.Http, bed.Server.Token(Role.Reader), OnTaskChanged, new { id = bed.TaskId });

        await Writing.DeleteAsync(bed.Own, bed.Task);

        Assert.Equal(("complete", ""), await stream.EventAsync());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_task_that_is_not_there_and_one_that_may_not_be_seen_are_refused_alike(DatabaseEngine engine)
    {
        await using var bed = await BedAsync(engine, PlanStatus.Draft);

        var answers = new List<string>();
        foreach (var id in new[] { bed.TaskId, new GlobalId("Task", 999_999).ToString(), new GlobalId("Plan", 1).ToString(), "nonsense" })
        {
            answers.Add(await AskAsync(bed, Role.Reader, OnTaskChanged, new { id }));
        }

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Contains("\"TASK_NOT_FOUND\"", answers[0], StringComparison.Ordinal);
        using var seen = await SseClient.OpenAsync(bed.Server.Http, bed.Server.Token(Role.Coordinator), OnTaskChanged, new { id = bed.TaskId });
    }

    [Theory]
    [InlineData(Role.None, OnChange, "{}", "AUTH_NOT_AUTHENTICATED")]
    [InlineData(Role.Reader, OnChange, """{"where":{"occurredAt":{"gt":null}}}""", "HC0026")]
    [InlineData(Role.Reader, OnChange, """{"where":{"nothing":1}}""", "HC0016")]
    [InlineData(Role.Reader, OnTaskChanged, "{}", "HC0018")]
    public async Task What_is_wrong_is_answered_before_there_is_a_stream(Role role, string query, string variables, string code)
    {
        await using var bed = await BedAsync(DatabaseEngine.Sqlite);
        var given = JsonDocument.Parse(variables).RootElement;

        Assert.Contains($"\"{code}\"", await AskAsync(bed, role, query, given), StringComparison.Ordinal);

        // Who takes only events gets it as the one event of a stream, as graphql-sse does.
        using var stream = await SseClient.OpenAsync(bed.Server.Http, role == Role.None ? null : bed.Server.Token(role), query, given);
        var answer = await stream.NextAsync();
        Assert.Equal(code, Code(answer.GetProperty("errors")[0]));
        Assert.False(answer.TryGetProperty("data", out _));
        Assert.Equal(("complete", ""), await stream.EventAsync());
    }

    [Fact]
    public async Task A_stream_breaks_off_when_its_token_expires_and_when_the_server_stops()
    {
        await using var bed = await BedAsync(DatabaseEngine.Sqlite);
        using var expired = await SseClient.OpenAsync(bed.Server.Http, bed.Server.Token(Role.Reader, lifetime: TimeSpan.FromSeconds(-28)), OnChange);
        Assert.Null(await expired.EventAsync());

        using var stream = await SseClient.OpenAsync(bed.Server.Http, bed.Server.Token(Role.Reader), OnChange);
        await using var socket = await SocketClient.InitAsync(bed.Server.Address, bed.Server.Token(Role.Reader));
        var stopping = bed.Server.StopAsync();
        Assert.Null(await stream.EventAsync());
        Assert.Equal(1001, (await socket.ClosedAsync()).Code);
        await stopping;
    }

    [Fact]
    public async Task Over_a_WebSocket_the_same_events_come_and_rights_are_those_of_its_token()
    {
        await using var bed = await BedAsync(DatabaseEngine.Sqlite);
        await using var anonymous = await SocketClient.InitAsync(bed.Server.Address, null);
        await anonymous.SubscribeAsync("1", OnChange);
        var refused = await anonymous.NextAsync();
        Assert.Equal(("error", "AUTH_NOT_AUTHENTICATED"), (refused.GetProperty("type").GetString(), Code(refused.GetProperty("payload")[0])));
        await anonymous.SubscribeAsync("2", "{ __typename }");
        Assert.Equal("""{"data":{"__typename":"Query"}}""", (await anonymous.NextAsync("2")).GetRawText());

        await using var client = await SocketClient.InitAsync(bed.Server.Address, bed.Server.Token(Role.Reader));
        await client.SubscribeAsync("1", OnTaskChanged, new { id = bed.TaskId });
        // An operation begins beside the messages: nobody says when it has begun.
        var first = client.NextAsync("1");
        for (var attempt = 0; !first.IsCompleted; attempt++)
        {
            await Writing.RetitleAsync(bed.Own, bed.Task, $"Việc {attempt}");
        }

        Assert.StartsWith("Việc ", (await first).GetProperty("data").GetProperty("onTaskChanged").GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    private static async Task<string?> NewestCursorAsync(Bed bed)
    {
        using var response = await SseClient.SendAsync(
            bed.Server.Http, bed.Server.Token(Role.Reader), "{ changes(first: 100) { edges { cursor } } }", accept: "application/json");
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("data").GetProperty("changes").GetProperty("edges").EnumerateArray().Last().GetProperty("cursor").GetString();
    }

    private static Task<int> ManyAsync(Bed bed, int number) => bed.Own.RunAsync(SamplePlan.Author, (context, _) =>
    {
        for (var index = 0; index < number; index++)
        {
            context.Add(new Agency { Code = $"N{index}", Name = $"Sở {index}" });
        }

        return Task.FromResult(WriteOutcome.Keep(0));
    });

    private static async Task<JsonElement> NextAsync(SseClient stream) => (await stream.NextAsync()).GetProperty("data").GetProperty("onChange");

    private static async Task<string> AskAsync(Bed bed, Role role, string query, object variables)
    {
        using var response = await SseClient.SendAsync(
            bed.Server.Http, role == Role.None ? null : bed.Server.Token(role), query, variables, accept: "application/json, text/event-stream");
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        return await response.Content.ReadAsStringAsync();
    }

    private static string Code(JsonElement error) => error.GetProperty("extensions").GetProperty("code").GetString()!;

    private static async Task<Bed> BedAsync(DatabaseEngine engine, PlanStatus status = PlanStatus.InForce)
    {
        var database = await TestDatabase.CreateMigratedAsync(engine);
        var other = database.Services.GetRequiredService<PlanWriter>();
        var task = await SamplePlan.WriteAsync(other, status);
        var server = await LiveServer.StartAsync(database);
        return new Bed(database, server, server.Services.GetRequiredService<PlanWriter>(), other, task);
    }

    /// <param name="Own">The server's writer.</param>
    /// <param name="Other">A writer that the server knows nothing of, as in another process.</param>
    private sealed record Bed(TestDatabase Database, LiveServer Server, PlanWriter Own, PlanWriter Other, long Task) : IAsyncDisposable
    {
        public string TaskId => new GlobalId("Task", Task).ToString();

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
