using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Types.Changes;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Changes;

/// <summary>The promise of the feed: under writers, with readers that stop and go on, over servers that are killed, a copy is what the source is.</summary>
public sealed class ChangeFeedTests
{
    private const string Poll = """
        query ($after: String, $first: Int) {
          changes(after: $after, first: $first) { nodes { sequence kind subject subjectId after } pageInfo { endCursor hasNextPage } }
        }
        """;

    private const string Follow = "subscription { onChange { sequence kind subject subjectId after } }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Copies_equal_the_source_under_8_writers_and_servers_that_are_killed(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(engine);
        await using var second = database.Start();
        PlanWriter[] writers = [database.Services.GetRequiredService<PlanWriter>(), second.GetRequiredService<PlanWriter>()];
        var tasks = await WriteFirstAsync(database, writers[0]);
        await using var servers = await KilledServers.StartAsync(database);

        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            Task.Run(() => FeedWriters.RunAsync(writers[number % 2], number, 15, tasks))));
        Task<FeedCopy>[] readers =
        [
            PollAsync(servers, servers.AdminToken, 7, writing),
            PollAsync(servers, servers.AdminToken, 100, writing),
            FollowAsync(servers, database, writing),
        ];
        var reader = PollVisibleAsync(servers, writing);
        await servers.KillAsync();
        await servers.KillAsync();
        await writing;

        var newest = Convert.ToInt64(await database.ScalarAsync("SELECT max(sequence) FROM changes"), null);
        var all = Enumerable.Range(1, (int)newest).Select(number => (long)number).ToList();
        var source = await FeedCopy.SourceAsync(database.Database);
        foreach (var copy in await Task.WhenAll(readers))
        {
            Assert.Equal(all, copy.Sequences);
            Assert.Equal(source, copy.Text());
        }

        Assert.Equal(await PublicAsync(database), await reader);
    }

    // The sample plan in force, and a draft beside it.
    private static async Task<IReadOnlyList<long>> WriteFirstAsync(TestDatabase database, PlanWriter writer)
    {
        await SamplePlan.WriteAsync(writer, PlanStatus.InForce);
        await writer.RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
        {
            var issuer = await context.Agencies.OrderBy(row => row.Id).FirstAsync(cancellationToken);
            var plan = new Plan { Code = "D", Title = "Dự thảo", Year = 2023, Status = PlanStatus.Draft, Issuer = issuer };
            var section = new PlanSection { Plan = plan, Label = "I", Heading = "Mục", Position = 1 };
            context.Add(new PlanTask { Plan = plan, Section = section, Label = "I.a", Title = "Việc", Content = "Nội dung" });
            return WriteOutcome.Keep(0);
        });
        await using var read = database.Database.CreateContext();
        return await read.Tasks.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync();
    }

    private static async Task<FeedCopy> PollAsync(KilledServers servers, string token, int pageSize, Task writing)
    {
        var copy = new FeedCopy();
        string? cursor = null;
        while (true)
        {
            var isLast = writing.IsCompleted;
            var page = (await servers.AskAsync(token, Poll, new { after = cursor, first = pageSize })).GetProperty("data").GetProperty("changes");
            foreach (var change in page.GetProperty("nodes").EnumerateArray())
            {
                copy.Apply(change);
            }

            cursor = page.GetProperty("pageInfo").GetProperty("endCursor").GetString() ?? cursor;
            if (isLast && !page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                return copy;
            }
        }
    }

    // The numbers that a reader without a view of drafts sees.
    private static async Task<List<long>> PollVisibleAsync(KilledServers servers, Task writing)
    {
        const string Visible = "query ($after: String) { changes(after: $after, first: 20) { nodes { sequence } pageInfo { endCursor hasNextPage } } }";
        var sequences = new List<long>();
        string? cursor = null;
        while (true)
        {
            var isLast = writing.IsCompleted;
            var page = (await servers.AskAsync(servers.ReaderToken, Visible, new { after = cursor })).GetProperty("data").GetProperty("changes");
            sequences.AddRange(page.GetProperty("nodes").EnumerateArray().Select(change => change.GetProperty("sequence").GetInt64()));
            cursor = page.GetProperty("pageInfo").GetProperty("endCursor").GetString() ?? cursor;
            if (isLast && !page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                return sequences;
            }
        }
    }

    // A stream that breaks off is taken up again behind its last event.
    private static async Task<FeedCopy> FollowAsync(KilledServers servers, TestDatabase database, Task writing)
    {
        var copy = new FeedCopy();
        var last = ChangeCursor.Of(default);
        while (true)
        {
            using var stream = await servers.RetryAsync(http => SseClient.OpenAsync(http, servers.AdminToken, Follow, lastEventId: last));
            while (true)
            {
                if (writing.IsCompleted
                    && copy.Sequences.LastOrDefault() == Convert.ToInt64(await database.ScalarAsync("SELECT max(sequence) FROM changes"), null))
                {
                    return copy;
                }

                if (await stream.EventAsync() is not ("next", var data))
                {
                    break;
                }

                copy.Apply(JsonDocument.Parse(data).RootElement.GetProperty("data").GetProperty("onChange"));
                last = stream.LastEventId!;
            }
        }
    }

    private static async Task<List<long>> PublicAsync(TestDatabase database)
    {
        await using var context = database.Database.CreateContext();
        return await context.Changes.Where(row => row.PublicKind != null).OrderBy(row => row.Sequence).Select(row => row.Sequence).ToListAsync();
    }
}
