using System.Globalization;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Api.Commands;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace KGPlanGraph.Tests.Schema.Deadlines;

/// <summary>Deadlines that become due soon or overdue are changes. The sample plan's task I.1.a is due on 2022-06-30 and 2022-12-31.</summary>
public sealed class DeadlineTurnTests
{
    private const string Changes = """
        { changes(where: { subject: { eq: DEADLINE }, kind: { eq: UPDATED } }) {
          nodes { kind subject changedFields actor agency { code } before after object { __typename ... on Deadline { dueOn task { label version } } } } } }
        """;

    private static readonly DateOnly Due = new(2022, 6, 30);

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_deadline_is_told_once_when_it_becomes_due_soon_and_once_when_it_is_overdue(DatabaseEngine engine)
    {
        await using var database = await DatabaseAsync(engine);
        var turns = database.Services.GetRequiredService<DeadlineTurns>();

        var told = new List<DateOnly>();
        for (var day = Due.AddDays(-30); day <= Due.AddDays(30); day = day.AddDays(1))
        {
            // A day that is asked for again, and one before it, bring nothing.
            var counts = new[] { await turns.TellAsync(day), await turns.TellAsync(day), await turns.TellAsync(day.AddDays(-1)) };
            Assert.Equal([counts[0], 0, 0], counts);
            told.AddRange(Enumerable.Repeat(day, counts[0]));
        }

        Assert.Equal([Due.AddDays(-14), Due.AddDays(1)], told);
        Assert.Equal(["""{"timeliness":"NOT_DUE"} {"timeliness":"DUE_SOON"}""", """{"timeliness":"DUE_SOON"} {"timeliness":"OVERDUE"}"""], await ToldAsync(database));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_change_names_the_field_and_nobody_and_raises_no_version(DatabaseEngine engine)
    {
        await using var database = await DatabaseAsync(engine);
        var turns = database.Services.GetRequiredService<DeadlineTurns>();
        await turns.TellAsync(Due.AddDays(-20));
        await turns.TellAsync(Due);
        await using var server = new PlanServer(database, clock: new FakeTimeProvider(new DateTimeOffset(Due, TimeOnly.MinValue, TimeSpan.Zero)));

        var change = Assert.Single((await server.DataAsync(Changes, roles: Role.Coordinator)).GetProperty("changes").GetProperty("nodes").EnumerateArray());
        Assert.Equal(
            """{"kind":"UPDATED","subject":"DEADLINE","changedFields":["timeliness"],"actor":null,"agency":null,"before":"{'timeliness':'NOT_DUE'}","after":"{'timeliness':'DUE_SOON'}","object":{"__typename":"Deadline","dueOn":"2022-06-30","task":{"label":"I.1.a","version":1}}}""",
            JsonSerializer.Serialize(change).Replace("\\u0022", "'", StringComparison.Ordinal));
        Assert.Single((await server.DataAsync("{ changes(where: { subject: { eq: DEADLINE }, kind: { eq: UPDATED } }) { nodes { changedFields } } }"))
            .GetProperty("changes").GetProperty("nodes").EnumerateArray());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task After_days_without_a_server_only_the_later_turn_is_told(DatabaseEngine engine)
    {
        await using var database = await DatabaseAsync(engine);
        var turns = database.Services.GetRequiredService<DeadlineTurns>();
        await turns.TellAsync(Due.AddDays(-30));

        Assert.Equal(1, await turns.TellAsync(Due.AddDays(10)));

        Assert.Equal(["""{"timeliness":"NOT_DUE"} {"timeliness":"OVERDUE"}"""], await ToldAsync(database));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Of_several_servers_that_begin_at_once_one_tells(DatabaseEngine engine)
    {
        await using var database = await DatabaseAsync(engine);
        await database.Services.GetRequiredService<DeadlineTurns>().TellAsync(Due.AddDays(-30));
        var servers = Enumerable.Range(0, 4).Select(_ => database.Start()).ToList();

        var counts = await Task.WhenAll(servers.Select(server => Task.Run(() => server.GetRequiredService<DeadlineTurns>().TellAsync(Due))));

        Assert.Equal(1, counts.Sum());
        Assert.Single(await ToldAsync(database));
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Nothing_is_told_of_deadlines_that_are_met_cancelled_tasks_drafts_and_closed_plans(DatabaseEngine engine)
    {
        foreach (var change in new Action<PlanTask>[]
        {
            task => task.Deadlines[0].MetOn = Due.AddDays(-20),
            task => task.Status = PlanTaskStatus.Cancelled,
            task => task.Plan!.Status = PlanStatus.Closed,
            task => task.Plan!.Status = PlanStatus.Draft,
        })
        {
            await using var database = await DatabaseAsync(engine);
            var turns = database.Services.GetRequiredService<DeadlineTurns>();
            await turns.TellAsync(Due.AddDays(-30));
            await database.Services.GetRequiredService<PlanWriter>().RunAsync(SamplePlan.Author, async (context, token) =>
            {
                change(await context.Tasks.Include(task => task.Deadlines.OrderBy(deadline => deadline.Position)).Include(task => task.Plan)
                    .SingleAsync(task => task.Label == "I.1.a", token));
                return WriteOutcome.Keep(0);
            });

            Assert.Equal(0, await turns.TellAsync(Due.AddDays(1)));
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_had_turned_when_its_plan_came_into_force_is_not_told_again(DatabaseEngine engine)
    {
        await using var database = await DatabaseAsync(engine, PlanStatus.Draft);
        await using var server = new PlanServer(database);
        await server.DataAsync("{ me { name } }");
        // As after days without a server.
        await database.ScalarAsync($"UPDATE turns_told SET up_to = {Literal(engine, Due.AddDays(-60))}");

        var published = (await server.DataAsync(
            """
            mutation { publishPlan(input: { planId: "Plan:P", expectedVersion: 1, documentNumber: "1/KH", issuedOn: "2022-01-01" }) {
              plan { status } errors { __typename } } }
            """,
            roles: Role.Approver)).GetProperty("publishPlan");

        Assert.Equal("IN_FORCE", published.GetProperty("plan").GetProperty("status").GetString());
        Assert.Equal(0, await database.Services.GetRequiredService<DeadlineTurns>().TellAsync(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(1)));
        Assert.Empty(await ToldAsync(database));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_server_tells_after_midnight_in_Viet_Nam_and_subscribers_hear_it(DatabaseEngine engine)
    {
        await using var database = await DatabaseAsync(engine);
        // 23:59:30 in Viet Nam, on the day before the deadline becomes due soon.
        var clock = new FakeTimeProvider(new DateTimeOffset(Due.AddDays(-15), new TimeOnly(16, 59, 30), TimeSpan.Zero));
        await using var server = new PlanServer(database, clock: clock);
        var (http, token) = (server.Http, server.Token(Role.Reader));
        using var changes = await SseClient.OpenAsync(
            http, token, "subscription { onChange(where: { subject: { eq: DEADLINE } }) { changedFields object { ... on Deadline { timeliness } } } }");
        using var task = await SseClient.OpenAsync(http, token, """subscription { onTaskChanged(taskId: "Task:P/I.1.a") { label timeliness version } }""");
        await DayIsToldAsync(database, engine, Due.AddDays(-15));

        clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(
            """{"onChange":{"changedFields":["timeliness"],"object":{"timeliness":"DUE_SOON"}}}""", JsonSerializer.Serialize((await changes.NextAsync()).GetProperty("data")));
        Assert.Equal(
            """{"onTaskChanged":{"label":"I.1.a","timeliness":"DUE_SOON","version":1}}""", JsonSerializer.Serialize((await task.NextAsync()).GetProperty("data")));
    }

    [Fact]
    public async Task The_command_tells_up_to_its_day_and_refuses_what_is_no_day_or_too_far()
    {
        await using var database = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Sqlite);
        var today = KGPlanGraph.Schema.Scalars.VietnamDay.Today(TimeProvider.System);
        await SamplePlan.WriteAsync(database.Services.GetRequiredService<PlanWriter>(), PlanStatus.InForce);
        await database.Services.GetRequiredService<PlanWriter>().RunAsync(SamplePlan.Author, async (context, token) =>
        {
            foreach (var deadline in await context.Deadlines.ToListAsync(token))
            {
                deadline.DueOn = today.AddDays(15);
            }

            return WriteOutcome.Keep(0);
        });
        string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => Executable.RunAsync(database.Options.ContentRoot, "Development", ["turns", .. arguments]);

        var (now, tomorrow, again) = (await RunAsync(), await RunAsync("--day", Day(today.AddDays(1))), await RunAsync("--day", Day(today.AddDays(1))));
        var (unreadable, far) = (await RunAsync("--day", "1/12/2026"), await RunAsync("--day", Day(today.AddYears(3))));

        Assert.Equal(
            [(0, "0"), (0, "2"), (0, "0")], new[] { now, tomorrow, again }.Select(run => (run.ExitCode, run.Output.Split(' ')[0])));
        Assert.Equal((2, 2), (unreadable.ExitCode, far.ExitCode));
        Assert.Equal(2, (await ToldAsync(database)).Count);
    }

    private static async Task<TestDatabase> DatabaseAsync(DatabaseEngine engine, PlanStatus status = PlanStatus.InForce)
    {
        var database = await TestDatabase.CreateMigratedAsync(engine);
        await SamplePlan.WriteAsync(database.Services.GetRequiredService<PlanWriter>(), status);
        return database;
    }

    // What was told of turns, in the order of the changes: before and after.
    private static async Task<IReadOnlyList<string>> ToldAsync(TestDatabase database)
    {
        await using var context = database.Database.CreateContext();
        return [.. (await context.Changes.Where(change => change.Subject == ChangeSubject.Deadline && change.Kind == ChangeKind.Updated && change.TaskId != null)
            .OrderBy(change => change.Sequence).ToListAsync()).Select(change => $"{change.Before} {change.After}")];
    }

    private static string Literal(DatabaseEngine engine, DateOnly day) =>
        engine == DatabaseEngine.Sqlite ? day.DayNumber.ToString(CultureInfo.InvariantCulture) : $"'{day:yyyy-MM-dd}'";

    // The server has looked at the clock once it has written the day down.
    private static async Task DayIsToldAsync(TestDatabase database, DatabaseEngine engine, DateOnly day)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Convert.ToInt64(await database.ScalarAsync($"SELECT count(*) FROM turns_told WHERE up_to = {Literal(engine, day)}"), CultureInfo.InvariantCulture) == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), timeout.Token);
        }
    }
}
