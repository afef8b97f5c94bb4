using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>Lists of a past day: each filter and each order on what has a past, walked by cursors, against the same in memory.</summary>
public sealed class AsOfTests
{
    private static readonly DateOnly Begin = new(2022, 1, 1);

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Lists_filter_sort_and_page_by_the_state_of_the_day(DatabaseEngine engine)
    {
        await using var world = await ReadWorld.CreateAsync(engine, WriteAsync);
        var tasks = world.Model.Tasks;
        for (var number = 0; number < 12; number++)
        {
            var random = new Random(number);
            var day = Begin.AddDays(random.Next(400));
            foreach (var order in new[] { "{ status: ASC }", "{ percentComplete: DESC }", "{ status: DESC }, { percentComplete: ASC }" })
            {
                var expected = Sorted(tasks, order, day).Select(Ids.Of).ToList();
                Assert.Equal(expected, await WalkAsync(world, "tasks", order, day, "after", "first"));
                expected.Reverse();
                Assert.Equal(expected, await WalkAsync(world, "tasks", order, day, "before", "last"));
            }

            foreach (var (order, descending) in new[] { ("{ dueOn: ASC }", false), ("{ metOn: DESC }", true) })
            {
                var sorted = descending
                    ? world.Model.Deadlines.OrderBy(deadline => MetOn(deadline, day) is not null).ThenByDescending(deadline => MetOn(deadline, day))
                    : world.Model.Deadlines.OrderBy(deadline => DueOn(deadline, day));
                Assert.Equal(sorted.ThenBy(deadline => deadline.Id).Select(Ids.Of), await WalkAsync(world, "deadlines", order, day, "after", "first"));
            }

            var due = DueOn(world.Model.Deadlines[random.Next(world.Model.Deadlines.Count)], day);
            var status = (PlanTaskStatus)random.Next(5);
            await FindsAsync(world, day, $"{{ status: {{ eq: {Filtering.EnumNames.Of(status)} }} }}", task => Status(task, day) == status);
            await FindsAsync(world, day, "{ percentComplete: { gte: 50 } }", task => Percent(task, day) >= 50);
            await FindsAsync(world, day, $"{{ deadlines: {{ some: {{ dueOn: {{ gt: \"{due:yyyy-MM-dd}\" }} }} }} }}", task => task.Deadlines.Exists(row => DueOn(row, day) > due));
            await FindsAsync(world, day, "{ deadlines: { all: { metOn: { neq: null } } } }", task => task.Deadlines.TrueForAll(row => MetOn(row, day) is not null));
            await FindsAsync(world, day, "{ deadlines: { none: { timeliness: { eq: OVERDUE } } } }", task => !task.Deadlines.Exists(row => MetOn(row, day) is null && DueOn(row, day) < day));
            await FindsAsync(world, day, "{ deadlines: { some: { task: { status: { eq: COMPLETED } } } } }", task => task.Deadlines.Count > 0 && Status(task, day) == PlanTaskStatus.Completed);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Statistics_of_a_day_add_up_whatever_they_are_grouped_by(DatabaseEngine engine)
    {
        await using var world = await ReadWorld.CreateAsync(engine, WriteAsync);
        foreach (var (day, keys) in new[] { (40, "[]"), (100, "[STATUS]"), (180, "[TIMELINESS]"), (250, "[DUE_QUARTER STATUS]"), (330, "[STATUS TIMELINESS DELIVERABLE_KIND]") }
            .Select(pair => (Begin.AddDays(pair.Item1), pair.Item2)))
        {
            var data = await world.DataAsync(
                Observer.Reader,
                $$"""
                { taskStatistics(groupBy: {{keys}}, asOf: "{{day:yyyy-MM-dd}}") {
                  status dueQuarter total notStarted inProgress completed suspended cancelled overdue dueSoon notDue withoutDeadline completedOnTime completedLate } }
                """);
            var groups = data.GetProperty("taskStatistics").EnumerateArray().ToList();
            int Sum(JsonElement group, params string[] names) => names.Sum(name => group.GetProperty(name).GetInt32());
            Assert.All(groups, group => Assert.Equal(Sum(group, "total"), Sum(group, "notStarted", "inProgress", "completed", "suspended", "cancelled")));
            Assert.All(groups, group => Assert.Equal(
                Sum(group, "total"), Sum(group, "overdue", "dueSoon", "notDue", "withoutDeadline", "completedOnTime", "completedLate")));
            var completed = keys.Contains("QUARTER", StringComparison.Ordinal)
                ? world.Model.Tasks.Where(task => Status(task, day) == PlanTaskStatus.Completed).Sum(task => Math.Max(1, task.Deadlines.Select(row => Quarter(DueOn(row, day))).Distinct().Count()))
                : world.Model.Tasks.Count(task => Status(task, day) == PlanTaskStatus.Completed);
            Assert.Equal(completed, groups.Sum(group => Sum(group, "completed")));
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_nearest_day_counts_and_an_argument_before_it(DatabaseEngine engine)
    {
        await using var world = await ReadWorld.CreateAsync(engine, WriteAsync);
        var task = world.Model.Tasks.First(row => row.States.Count > 1);
        var (early, late) = (task.States.Min(row => row.FromDay), task.States.Max(row => row.FromDay));
        var data = await world.DataAsync(
            Observer.Reader,
            """
            query($id: ID!, $early: LocalDate, $late: LocalDate, $none: LocalDate) @asOf(day: $early) {
              task(id: $id) {
                percentComplete late: percentComplete @asOf(day: $late) now: percentComplete @asOf(day: null) unset: percentComplete @asOf(day: $none)
                deadlines { task @asOf(day: $late) { percentComplete now: percentComplete @asOf } }
              }
              given: taskStatistics(where: { id: { eq: $id } }, asOf: $late) { averagePercentComplete }
              directed: taskStatistics(where: { id: { eq: $id } }, asOf: $none) @asOf(day: $late) { averagePercentComplete }
              before: taskStatistics(where: { id: { eq: $id } }, asOf: $early) @asOf(day: $late) { averagePercentComplete }
              tasks(where: { id: { eq: $id } }) { nodes @asOf(day: $late) { percentComplete } edges { node { percentComplete } } }
            }
            """,
            new { id = Ids.Of(task), early = $"{early:yyyy-MM-dd}", late = $"{late:yyyy-MM-dd}" });

        var found = data.GetProperty("task");
        Assert.Equal(
            (Percent(task, early), Percent(task, late), task.PercentComplete, task.PercentComplete),
            (Int(found, "percentComplete"), Int(found, "late"), Int(found, "now"), Int(found, "unset")));
        Assert.All(found.GetProperty("deadlines").EnumerateArray(), deadline => Assert.Equal(
            (Percent(task, late), task.PercentComplete), (Int(deadline.GetProperty("task"), "percentComplete"), Int(deadline.GetProperty("task"), "now"))));
        Assert.Equal(Percent(task, late), data.GetProperty("given")[0].GetProperty("averagePercentComplete").GetDouble());
        Assert.Equal(Percent(task, early), data.GetProperty("before")[0].GetProperty("averagePercentComplete").GetDouble());
        Assert.Equal(Percent(task, late), data.GetProperty("directed")[0].GetProperty("averagePercentComplete").GetDouble());
        Assert.Equal(Percent(task, late), Int(data.GetProperty("tasks").GetProperty("nodes")[0], "percentComplete"));
        Assert.Equal(Percent(task, early), Int(data.GetProperty("tasks").GetProperty("edges")[0].GetProperty("node"), "percentComplete"));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_cursor_is_refused_on_another_day_only_where_its_order_has_a_past(DatabaseEngine engine)
    {
        await using var world = await ReadWorld.CreateAsync(engine, WriteAsync);
        const string Document = "query($day: LocalDate, $order: [TaskSortInput!], $after: String) { tasks(first: 1, after: $after, order: $order) @asOf(day: $day) { pageInfo { endCursor } } }";
        async Task<JsonElement> AskAsync(string day, object order, string? after) => await world.AskAsync(Observer.Reader, Document, new { day, order, after });
        foreach (var (order, isRefused) in new (object, bool)[] { (new { status = "ASC" }, true), (new { label = "ASC" }, false) })
        {
            var first = await AskAsync("2022-03-01", order, null);
            var cursor = first.GetProperty("data").GetProperty("tasks").GetProperty("pageInfo").GetProperty("endCursor").GetString();
            Assert.False((await AskAsync("2022-03-01", order, cursor)).TryGetProperty("errors", out _));
            var other = await AskAsync("2022-04-01", order, cursor);
            Assert.Equal(isRefused, other.TryGetProperty("errors", out var errors) && errors[0].GetProperty("extensions").GetProperty("code").GetString() == "HC0078");
        }
    }

    private static async Task FindsAsync(ReadWorld world, DateOnly day, string where, Func<PlanTask, bool> holds)
    {
        var data = await world.DataAsync(Observer.Reader, $"{{ tasks(first: 100, where: {where}) @asOf(day: \"{day:yyyy-MM-dd}\") {{ totalCount nodes {{ id }} }} }}");
        var found = data.GetProperty("tasks").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!).Order(StringComparer.Ordinal);
        Assert.Equal(world.Model.Tasks.Where(holds).Select(Ids.Of).Order(StringComparer.Ordinal), found);
    }

    private static async Task<List<string>> WalkAsync(ReadWorld world, string connection, string order, DateOnly day, string cursor, string size)
    {
        var found = new List<string>();
        string? place = null;
        do
        {
            var data = await world.DataAsync(
                Observer.Reader,
                $$"""
                query($day: LocalDate, $place: String) {
                  {{connection}}({{size}}: 7, {{cursor}}: $place, order: [{{order}}]) @asOf(day: $day) {
                    nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
                """,
                new { day = $"{day:yyyy-MM-dd}", place });
            var page = data.GetProperty(connection);
            var ids = page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!);
            found.AddRange(size == "last" ? ids.Reverse() : ids);
            var info = page.GetProperty("pageInfo");
            place = info.GetProperty(size == "last" ? "hasPreviousPage" : "hasNextPage").GetBoolean()
                ? info.GetProperty(size == "last" ? "startCursor" : "endCursor").GetString()
                : null;
        }
        while (place is not null);
        return found;
    }

    private static IEnumerable<PlanTask> Sorted(IEnumerable<PlanTask> tasks, string order, DateOnly day) => (order switch
    {
        "{ status: ASC }" => tasks.OrderBy(task => Status(task, day)),
        "{ percentComplete: DESC }" => tasks.OrderByDescending(task => Percent(task, day)),
        _ => tasks.OrderByDescending(task => Status(task, day)).ThenBy(task => Percent(task, day)),
    }).ThenBy(task => task.Id);

    private static PlanTaskStatus Status(PlanTask task, DateOnly day) => task.States.Where(row => row.FromDay <= day).MaxBy(row => row.FromDay)?.Status ?? PlanTaskStatus.NotStarted;

    private static int Percent(PlanTask task, DateOnly day) => task.States.Where(row => row.FromDay <= day).MaxBy(row => row.FromDay)?.PercentComplete ?? 0;

    private static DateOnly DueOn(Deadline deadline, DateOnly day) => deadline.Dues.Where(row => row.FromDay <= day).MaxBy(row => row.FromDay)?.DueOn ?? deadline.OriginalDueOn;

    private static DateOnly? MetOn(Deadline deadline, DateOnly day) => deadline.MetOn <= day ? deadline.MetOn : null;

    private static int Quarter(DateOnly day) => (day.Year * 4) + ((day.Month - 1) / 3);

    private static int Int(JsonElement row, string name) => row.GetProperty(name).GetInt32();

    // Forty tasks, each with up to five states and two deadlines, half of which were extended.
    private static Task WriteAsync(TestDatabase test) => test.Services.GetRequiredService<PlanWriter>().RunAsync(ChangeAuthor.System, (context, _) =>
    {
        var random = new Random(1);
        var agency = new Agency { Code = "A", Name = "Sở A" };
        var plan = new Plan { Code = "P", Title = "Kế hoạch", Year = 2022, Status = PlanStatus.InForce, Issuer = agency };
        var section = new PlanSection { Plan = plan, Label = "I", Heading = "Mục đích", Position = 1 };
        for (var number = 1; number <= 40; number++)
        {
            var task = new PlanTask { Plan = plan, Section = section, Label = $"I.{number}", Title = "Việc", Content = "Nội dung" };
            foreach (var day in Days(random, 6))
            {
                var status = (PlanTaskStatus)random.Next(5);
                var percent = status switch { PlanTaskStatus.NotStarted => 0, PlanTaskStatus.Completed => 100, _ => random.Next(10) * 10 };
                task.States.ForEach(row => row.UntilDay = row.UntilDay == DateOnly.MaxValue ? day : row.UntilDay);
                task.States.Add(new() { FromDay = day, UntilDay = DateOnly.MaxValue, Status = status, PercentComplete = percent, ReportedPercent = percent });
                (task.Status, task.PercentComplete) = (status, percent);
            }

            for (var position = 1; position <= random.Next(3); position++)
            {
                var deadline = SamplePlan.NewDeadline(position, Begin.AddDays(random.Next(300)));
                deadline.MetOn = random.Next(2) == 0 ? null : Begin.AddDays(random.Next(400));
                foreach (var day in Days(random, 3))
                {
                    deadline.DueOn = deadline.DueOn.AddDays(random.Next(1, 60));
                    deadline.Dues.ForEach(row => row.UntilDay = row.UntilDay == DateOnly.MaxValue ? day : row.UntilDay);
                    deadline.Dues.Add(new() { FromDay = day, UntilDay = DateOnly.MaxValue, DueOn = deadline.DueOn });
                }

                task.Deadlines.Add(deadline);
            }

            context.Add(task);
        }

        return Task.FromResult(WriteOutcome.Keep(0));
    });

    private static List<DateOnly> Days(Random random, int most) =>
        Enumerable.Range(0, random.Next(most)).Select(_ => Begin.AddDays(random.Next(365))).Distinct().Order().ToList();
}
