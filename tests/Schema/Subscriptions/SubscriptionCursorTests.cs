using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Scalars;
using KGPlanGraph.Schema.Types.Changes;
using KGPlanGraph.Tests.Schema.Changes;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Subscriptions;

/// <summary>Where a subscription begins: behind any cursor of <c>changes</c>, whose form the ids of events have too.</summary>
public sealed class SubscriptionCursorTests
{
    private const string OnChange = "subscription ($after: String) { onChange(after: $after) { sequence } }";

    private const string OnTaskChanged = "subscription ($id: ID!, $after: String) { onTaskChanged(taskId: $id, after: $after) { title } }";

    private const string Feed = "query ($after: String) { changes(first: 100, after: $after) { edges { cursor node { sequence } } pageInfo { endCursor } } }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_ids_of_events_are_the_cursors_of_changes_and_each_is_good_wherever_the_other_is(DatabaseEngine engine)
    {
        await using var bed = await Bed.StartAsync(engine);
        var token = bed.Server.Token(Role.Reader);
        using var stream = await SseClient.OpenAsync(bed.Server.Http, token, OnChange);
        await Writing.RenameAsync(bed.Writer, "A", "Một");
        var first = await SequenceAsync(stream);
        var id = stream.LastEventId;
        await Writing.RenameAsync(bed.Writer, "A", "Hai");

        var edges = (await bed.AskAsync(token, Feed)).GetProperty("changes").GetProperty("edges").EnumerateArray().ToList();
        var cursors = edges.ToDictionary(edge => edge.GetProperty("node").GetProperty("sequence").GetInt64(), edge => edge.GetProperty("cursor").GetString());
        Assert.Equal(cursors[first], id);
        Assert.Equal(
            first + 1,
            Assert.Single((await bed.AskAsync(token, Feed, new { after = id })).GetProperty("changes").GetProperty("edges").EnumerateArray())
                .GetProperty("node").GetProperty("sequence").GetInt64());

        // The same place over each way in; the id of the last event counts before the argument.
        using var byArgument = await SseClient.OpenAsync(bed.Server.Http, token, OnChange, new { after = cursors[first - 1] });
        Assert.Equal([first, first + 1], [await SequenceAsync(byArgument), await SequenceAsync(byArgument)]);
        using var byHeader = await SseClient.OpenAsync(bed.Server.Http, token, OnChange, new { after = cursors[1] }, cursors[first]);
        Assert.Equal(first + 1, await SequenceAsync(byHeader));
        await using var socket = await SocketClient.InitAsync(bed.Server.Address, token);
        await socket.SubscribeAsync("1", OnChange, new { after = cursors[first - 1] });
        Assert.Equal(
            [first, first + 1],
            [
                (await socket.NextAsync("1")).GetProperty("data").GetProperty("onChange").GetProperty("sequence").GetInt64(),
                (await socket.NextAsync("1")).GetProperty("data").GetProperty("onChange").GetProperty("sequence").GetInt64(),
            ]);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_task_is_told_of_each_of_its_changes_behind_the_cursor(DatabaseEngine engine)
    {
        await using var bed = await Bed.StartAsync(engine);
        var token = bed.Server.Token(Role.Reader);
        await Writing.RetitleAsync(bed.Writer, bed.Task, "Một");
        var end = (await bed.AskAsync(token, Feed)).GetProperty("changes").GetProperty("pageInfo").GetProperty("endCursor").GetString();
        await Writing.RetitleAsync(bed.Writer, bed.Task, "Hai");
        await Writing.RetitleAsync(bed.Writer, bed.Task + 1, "Việc khác");
        await Writing.RetitleAsync(bed.Writer, bed.Task, "Ba");

        using var stream = await SseClient.OpenAsync(bed.Server.Http, token, OnTaskChanged, new { id = bed.TaskId, after = end });

        for (var time = 0; time < 2; time++)
        {
            Assert.Equal("Ba", (await stream.NextAsync()).GetProperty("data").GetProperty("onTaskChanged").GetProperty("title").GetString());
        }

        await Writing.RetitleAsync(bed.Writer, bed.Task, "Bốn");
        Assert.Equal("Bốn", (await stream.NextAsync()).GetProperty("data").GetProperty("onTaskChanged").GetProperty("title").GetString());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Under_writers_each_subscriber_gets_what_it_may_see_behind_its_cursor_once_and_in_order(DatabaseEngine engine)
    {
        await using var bed = await Bed.StartAsync(engine);
        await bed.AddDraftAsync();
        await using var read = bed.Database.Database.CreateContext();
        var tasks = await read.Tasks.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync();
        // Two writers of the server's own, and two of another process: some of what they write is the draft's.
        PlanWriter[] writers = [bed.Writer, bed.Database.Services.GetRequiredService<PlanWriter>()];
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() => FeedWriters.RunAsync(writers[number % 2], number, 25, tasks))));
        var ended = new TaskCompletionSource();
        var random = new Random(7);
        var following = new List<Task<(Role Role, long After, List<long> Sequences)>>();
        while (!writing.IsCompleted && following.Count < 24)
        {
            var newest = await bed.NewestAsync();
            var (role, after) = (following.Count % 2 == 0 ? Role.Reader : Role.Admin, random.NextInt64(newest + 1));
            following.Add(following.Count % 3 == 0 ? FollowSocketAsync(bed, role, after, ended.Task) : FollowAsync(bed, role, after, ended.Task, random.Next(2, 30)));
            await Task.WhenAny(writing, Task.Delay(random.Next(30)));
        }

        await writing;
        // Something that all see, so that all come to an end.
        await Writing.RenameAsync(bed.Writer, "A", "Cuối");
        ended.SetResult();
        var all = await read.Changes.OrderBy(row => row.Sequence).Select(row => new { row.Sequence, IsPublic = row.PublicKind != null }).ToListAsync();
        foreach (var (role, after, sequences) in await Task.WhenAll(following))
        {
            Assert.Equal(all.Where(change => change.Sequence > after && (role == Role.Admin || change.IsPublic)).Select(change => change.Sequence), sequences);
        }

        Assert.Contains(all, change => !change.IsPublic);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Ids_and_refusals_tell_nothing_of_hidden_changes(DatabaseEngine engine)
    {
        await using var bed = await Bed.StartAsync(engine);
        var draft = await bed.AddDraftAsync();
        await Writing.RenameAsync(bed.Writer, "A", "Một");
        var (reader, coordinator) = (bed.Server.Token(Role.Reader), bed.Server.Token(Role.Coordinator));
        var seen = (Reader: await FirstIdAsync(bed, reader), Coordinator: await FirstIdAsync(bed, coordinator));
        Assert.Equal(seen.Reader, seen.Coordinator);

        await Writing.RetitleAsync(bed.Writer, draft, "Việc kín");
        await Writing.RetitleAsync(bed.Writer, draft, "Việc kín khác");

        Assert.Equal(seen.Reader, await FirstIdAsync(bed, reader));
        Assert.NotEqual(seen.Coordinator, await FirstIdAsync(bed, coordinator));
        // Who makes up cursors learns no limit; and who comes with one from ahead leads nobody past a change.
        var newest = await bed.NewestAsync();
        using var honest = await SseClient.OpenAsync(bed.Server.Http, reader, OnChange);
        using var probe = await SseClient.OpenAsync(bed.Server.Http, reader, OnChange, new { after = ChangeCursor.Of(new ChangePlace(newest + 2, 0)) });
        using var far = await SseClient.OpenAsync(bed.Server.Http, reader, OnChange, lastEventId: ChangeCursor.Of(new ChangePlace(long.MaxValue, 0)));
        for (var number = 1; number <= 3; number++)
        {
            await Writing.RenameAsync(bed.Writer, "A", $"Tên {number}");
            Assert.Equal(newest + number, await SequenceAsync(honest));
        }

        Assert.Equal(newest + 3, await SequenceAsync(probe));
        using var late = await SseClient.OpenAsync(bed.Server.Http, reader, OnChange, new { after = seen.Reader });
        Assert.Equal(newest + 1, await SequenceAsync(late));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_is_no_cursor_of_changes_is_refused_as_changes_refuses_it(DatabaseEngine engine)
    {
        await using var bed = await Bed.StartAsync(engine);
        var token = bed.Server.Token(Role.Reader);
        var foreign = (await bed.AskAsync(token, "{ tasks(first: 1) { pageInfo { endCursor } } agencies(first: 1) { pageInfo { endCursor } } }")).EnumerateObject()
            .Select(list => list.Value.GetProperty("pageInfo").GetProperty("endCursor").GetString()!).ToList();
        var good = ChangeCursor.Of(new ChangePlace(1, 0));
        foreach (var wrong in (string[])["x", "7", "-1", "đ", good + "A", good[..^1], "AAAA" + good, .. foreign])
        {
            foreach (var (query, field) in new[] { (OnChange, "onChange"), (OnTaskChanged, "onTaskChanged") })
            {
                var error = await RefusalAsync(bed, token, query, new { id = bed.TaskId, after = wrong }, null);
                Assert.Equal(("HC0078", "after", wrong), Told(error));
                Assert.Equal($"[\"{field}\"]", error.GetProperty("path").GetRawText());
            }

            if (wrong != "đ")
            {
                Assert.Equal(("HC0078", "Last-Event-ID", wrong), Told(await RefusalAsync(bed, token, OnChange, new { }, wrong)));
            }
        }

        static (string?, string?, string?) Told(JsonElement error)
        {
            var extensions = error.GetProperty("extensions");
            return (extensions.GetProperty("code").GetString(), extensions.GetProperty("argument").GetString(), extensions.GetProperty("cursor").GetString());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Subscriptions_that_differ_in_their_beginning_alone_share_a_feed_once_they_have_caught_up(DatabaseEngine engine)
    {
        await using var bed = await Bed.StartAsync(engine);
        var token = bed.Server.Token(Role.Reader);
        var clients = new List<SseClient>();
        for (var after = 0; after < 5; after++)
        {
            clients.Add(await SseClient.OpenAsync(bed.Server.Http, token, OnChange, new { after = ChangeCursor.Of(new ChangePlace(after, 0)) }));
        }

        await Writing.RenameAsync(bed.Writer, "A", "Một");
        var newest = await bed.NewestAsync();
        foreach (var client in clients)
        {
            while (await SequenceAsync(client) < newest)
            {
            }
        }

        // Who has had the newest change waits for the next one, which is in the feed's gift.
        await Writing.RenameAsync(bed.Writer, "A", "Hai");
        foreach (var client in clients)
        {
            Assert.Equal(newest + 1, await SequenceAsync(client));
        }

        Assert.Equal(1, bed.Server.Services.GetRequiredService<KGPlanGraph.Schema.Subscriptions.SubscriptionExecution>().Feeds);
        clients.ForEach(client => client.Dispose());
    }

    // Breaks off after so many events and goes on behind the last one, until it has had what all see.
    private static async Task<(Role Role, long After, List<long> Sequences)> FollowAsync(Bed bed, Role role, long after, Task ended, int events)
    {
        var sequences = new List<long>();
        var (start, last) = (ChangeCursor.Of(new ChangePlace(after, 0)), (string?)null);
        while (true)
        {
            using var stream = await SseClient.OpenAsync(bed.Server.Http, bed.Server.Token(role), OnChange, new { after = start }, last);
            for (var count = 0; count < events; count++)
            {
                sequences.Add(await SequenceAsync(stream));
                last = stream.LastEventId;
                if (await IsLastAsync(bed, ended, sequences[^1]))
                {
                    return (role, after, sequences);
                }
            }
        }
    }

    private static async Task<(Role Role, long After, List<long> Sequences)> FollowSocketAsync(Bed bed, Role role, long after, Task ended)
    {
        var sequences = new List<long>();
        await using var socket = await SocketClient.InitAsync(bed.Server.Address, bed.Server.Token(role));
        await socket.SubscribeAsync("1", OnChange, new { after = ChangeCursor.Of(new ChangePlace(after, 0)) });
        while (true)
        {
            sequences.Add((await socket.NextAsync("1")).GetProperty("data").GetProperty("onChange").GetProperty("sequence").GetInt64());
            if (await IsLastAsync(bed, ended, sequences[^1]))
            {
                return (role, after, sequences);
            }
        }
    }

    // The last change renames agency A; its event may come before the test goes on.
    private static async Task<bool> IsLastAsync(Bed bed, Task ended, long sequence)
    {
        if (await NameAsync(bed) != "Cuối" || sequence != await bed.NewestAsync())
        {
            return false;
        }

        await ended;
        return true;
    }

    private static async Task<string> NameAsync(Bed bed) => Convert.ToString(await bed.Database.ScalarAsync("SELECT name FROM agencies WHERE code = 'A'"), null)!;

    private static async Task<string> FirstIdAsync(Bed bed, string token)
    {
        using var response = await SseClient.SendAsync(bed.Server.Http, token, OnChange);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                return line[4..];
            }
        }

        throw new InvalidOperationException("The stream has no id.");
    }

    private static async Task<JsonElement> RefusalAsync(Bed bed, string token, string query, object variables, string? lastEventId)
    {
        using var response = await SseClient.SendAsync(bed.Server.Http, token, query, variables, lastEventId, "application/json, text/event-stream");
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        return Assert.Single(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").EnumerateArray());
    }

    private static async Task<long> SequenceAsync(SseClient stream) =>
        (await stream.NextAsync()).GetProperty("data").GetProperty("onChange").GetProperty("sequence").GetInt64();

    private sealed record Bed(TestDatabase Database, LiveServer Server, long Task) : IAsyncDisposable
    {
        public string TaskId => new GlobalId("Task", Task).ToString();

        public PlanWriter Writer => Server.Services.GetRequiredService<PlanWriter>();

        public static async Task<Bed> StartAsync(DatabaseEngine engine)
        {
            var database = await TestDatabase.CreateMigratedAsync(engine);
            var task = await SamplePlan.WriteAsync(database.Services.GetRequiredService<PlanWriter>(), PlanStatus.InForce);
            return new Bed(database, await LiveServer.StartAsync(database), task);
        }

        /// <summary>A draft with a task, whose key it gives.</summary>
        public Task<long> AddDraftAsync() => Writer.RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
        {
            var issuer = await context.Agencies.OrderBy(row => row.Id).FirstAsync(cancellationToken);
            var plan = new Plan { Code = "D", Title = "Dự thảo", Year = 2023, Status = PlanStatus.Draft, Issuer = issuer };
            var section = new PlanSection { Plan = plan, Label = "I", Heading = "Mục", Position = 1 };
            var task = new PlanTask { Plan = plan, Section = section, Label = "I.a", Title = "Việc", Content = "Nội dung" };
            context.Add(task);
            await context.SaveChangesAsync(cancellationToken);
            return WriteOutcome.Keep(task.Id);
        });

        public async Task<long> NewestAsync() => Convert.ToInt64(await Database.ScalarAsync("SELECT max(sequence) FROM changes"), null);

        public async Task<JsonElement> AskAsync(string token, string query, object? variables = null)
        {
            using var response = await SseClient.SendAsync(Server.Http, token, query, variables, accept: "application/json");
            return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("data");
        }

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
