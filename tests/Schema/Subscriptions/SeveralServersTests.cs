using System.Text;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Schema.Types.Changes;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Subscriptions;

/// <summary>How changes reach subscribers: from other servers, over lost connections, many at once.</summary>
public sealed class SeveralServersTests
{
    private const string Sequences = "subscription { onChange { sequence } }";

    private const string LoseListeners = """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'LISTEN%'
        """;

    private const string LoseAll = """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        """;

    [Fact]
    public async Task A_change_through_one_server_reaches_the_subscribers_of_the_other_and_a_lost_connection_loses_no_event()
    {
        await using var database = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Postgres);
        await SamplePlan.WriteAsync(database.Services.GetRequiredService<PlanWriter>(), PlanStatus.InForce);
        await using var one = await LiveServer.StartAsync(database);
        await using var two = await LiveServer.StartAsync(database);
        using var stream = await SseClient.OpenAsync(two.Http, two.Token(Role.Reader), Sequences);
        var writer = one.Services.GetRequiredService<PlanWriter>();
        var next = Convert.ToInt64(await database.ScalarAsync("SELECT max(sequence) FROM changes"), null);

        foreach (var loss in new[] { null, LoseListeners, LoseAll, null })
        {
            await Writing.RenameAsync(writer, "A", $"trước {loss}");
            if (loss is not null)
            {
                await database.ScalarAsync(loss);
            }
            // The writer's own connections may be among those that were lost; it finds out with its first statement.
            await RetryAsync(() => Writing.RenameAsync(writer, "A", $"sau {loss}"));
            Assert.Equal(++next, await SequenceAsync(stream));
            Assert.Equal(++next, await SequenceAsync(stream));
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_a_feed_reads_is_charged_to_its_subscribers_each_its_share(DatabaseEngine engine)
    {
        await using var bed = await ExecutorBed.StartAsync(engine);
        var charged = new List<TimeSpan>[] { [], [] };
        var subscribers = await Task.WhenAll(charged.Select(times => bed.SubscribeAsync(Sequences, Role.Reader, charge: times.Add)));
        var waiting = subscribers.Select(subscriber => subscriber.MoveNextAsync().AsTask()).ToList();

        await Writing.RetitleAsync(bed.Writer, bed.Task, "A");
        await Task.WhenAll(waiting);

        Assert.Equal(1, bed.Feeds);
        Assert.All(charged, times => Assert.Contains(times, time => time > TimeSpan.Zero));
        Assert.Equal(charged[0].Last(), charged[1].Last());
        foreach (var subscriber in subscribers)
        {
            await subscriber.DisposeAsync();
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Equal_subscriptions_share_each_event(DatabaseEngine engine)
    {
        await using var bed = await ExecutorBed.StartAsync(engine);
        await using var first = await bed.SubscribeAsync(Sequences, Role.Reader);
        await using var second = await bed.SubscribeAsync(Sequences, Role.Reader);
        await using var other = await bed.SubscribeAsync(Sequences, Role.Coordinator);
        GraphQLResponse[] events;
        do
        {
            // A subscriber that joins late reads what it missed for itself.
            var moving = new[] { first, second, other }.Select(stream => stream.MoveNextAsync().AsTask()).ToArray();
            await Writing.RenameAsync(bed.Writer, "A", Guid.NewGuid().ToString());
            await Task.WhenAll(moving);
            events = [first.Current, second.Current, other.Current];
        }
        while (!ReferenceEquals(events[0], events[1]));

        Assert.NotSame(events[0], events[2]);
        Assert.Equal(events[0].Body.ToArray(), events[2].Body.ToArray());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Who_joins_behind_a_change_that_is_not_for_it_waits_without_reading(DatabaseEngine engine)
    {
        const string Agencies = "subscription { onChange(where: { subject: { eq: AGENCY } }) { sequence } }";
        await using var bed = await ExecutorBed.StartAsync(engine);
        await using var first = await bed.SubscribeAsync(Agencies, Role.Reader);
        var moving = first.MoveNextAsync().AsTask();
        await Writing.RenameAsync(bed.Writer, "A", "Một");
        await moving;
        await using var second = await bed.SubscribeAsync(Agencies, Role.Reader);
        var reads = bed.Reads;
        for (var number = 0; bed.Reads == reads; number++)
        {
            // Until the feed has gone past a change that is not for it, behind the place from which the second comes.
            await Writing.RetitleAsync(bed.Writer, bed.Task, $"Việc {number}");
        }

        reads = bed.Reads;
        moving = second.MoveNextAsync().AsTask();
        for (var number = 0; number < 20; number++)
        {
            await Writing.RetitleAsync(bed.Writer, bed.Task, $"Việc khác {number}");
        }

        await Writing.RenameAsync(bed.Writer, "A", "Hai");
        Assert.True(await moving);
        Assert.InRange(bed.Reads - reads, 1, 25);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Who_leaves_while_it_catches_up_leaves_no_feed_behind(DatabaseEngine engine)
    {
        await using var bed = await ExecutorBed.StartAsync(engine);
        await using (var late = await bed.SubscribeAsync(Sequences, Role.Admin, lastEventId: ChangeCursor.Of(default)))
        {
            Assert.True(await late.MoveNextAsync());
        }

        Assert.Equal(0, bed.Feeds);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Who_does_not_take_its_events_gets_a_bounded_number_and_the_reason(DatabaseEngine engine)
    {
        await using var bed = await ExecutorBed.StartAsync(engine);
        await using var slow = await bed.SubscribeAsync(Sequences, Role.Reader);
        await using var quick = await bed.SubscribeAsync(Sequences, Role.Reader);
        var begun = (Slow: slow.MoveNextAsync().AsTask(), Quick: quick.MoveNextAsync().AsTask());
        await Writing.RenameAsync(bed.Writer, "A", "Một");
        await Task.WhenAll(begun.Slow, begun.Quick);

        await bed.Writer.RunAsync(SamplePlan.Author, (context, _) =>
        {
            for (var index = 0; index < 1_500; index++)
            {
                context.Add(new Agency { Code = $"N{index}", Name = "Sở" });
            }

            return Task.FromResult(WriteOutcome.Keep(0));
        });
        for (var index = 0; index < 1_500; index++)
        {
            Assert.True(await quick.MoveNextAsync());
        }

        var taken = 0;
        while (await slow.MoveNextAsync() && slow.Current.HasData)
        {
            taken++;
        }

        Assert.InRange(taken, 100, 1_100);
        Assert.Contains("\"SUBSCRIPTION_TOO_SLOW\"", Encoding.UTF8.GetString(slow.Current.Body.Span), StringComparison.Ordinal);
        Assert.False(await slow.MoveNextAsync());
    }

    private static async Task<long> SequenceAsync(SseClient stream) =>
        (await stream.NextAsync()).GetProperty("data").GetProperty("onChange").GetProperty("sequence").GetInt64();

    private static async Task RetryAsync(Func<Task> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception fault) when (attempt < 10 && fault is not Xunit.Sdk.XunitException)
            {
                // A connection that was ended while it lay in the pool.
                continue;
            }
        }
    }
}
