using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Tests.Schema.Filtering;
using KGPlanGraph.Tests.Schema.Reads;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Statistics;

[Collection(ReadsCollection.Name)]
public sealed class StatisticsTests(ReadWorlds worlds)
{
    private const string Figures = """
        { agency { id code } section { id label } status timeliness dueQuarter deliverableKind total notStarted inProgress completed suspended cancelled
          overdue dueSoon notDue withoutDeadline completedOnTime completedLate averagePercentComplete }
        """;

    private static readonly string[] Keys = ["AGENCY", "SECTION", "STATUS", "TIMELINESS", "DUE_QUARTER", "DELIVERABLE_KIND"];

    private static readonly DateOnly?[] Days =
    [
        null, new(2022, 6, 30), new(2022, 3, 20), new(2000, 1, 1), new(9999, 12, 31), new(1, 1, 1), TimelinessRule.Today.AddDays(-7),
        TimelinessRule.Today.AddDays(14),
    ];

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Each_key_groups_as_in_memory_on_every_day(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        foreach (var day in Days)
        {
            foreach (var key in Keys)
            {
                await HoldsAsync(world, Observer.Coordinator, [key], day, []);
            }
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Any_keys_together_group_as_in_memory_whatever_the_filter_and_the_caller(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        for (var number = 0; number < 60; number++)
        {
            var random = new Random(number);
            string[] keys = [.. Enumerable.Range(0, random.Next(0, 5)).Select(_ => Keys[random.Next(Keys.Length)])];
            var where = number % 3 == 0 ? [] : new FilterGenerator(random, world.Model).Where(FilterTypes.Task, depth: 2);
            await HoldsAsync(world, Observer.Kinds[random.Next(Observer.Kinds.Count)], keys, Days[random.Next(Days.Length)], where);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Of_nothing_all_figures_are_nought_and_there_are_no_groups(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        await HoldsAsync(world, Observer.Reader, [], null, new() { ["id"] = new Dictionary<string, object?> { ["in"] = new List<object?>() } });
        await HoldsAsync(world, Observer.Reader, ["STATUS"], null, new() { ["id"] = new Dictionary<string, object?> { ["in"] = new List<object?>() } });
        var data = await world.DataAsync(Observer.Reader, "{ taskStatistics(where: { id: { in: [] } }) { total averagePercentComplete } }");
        Assert.Equal("""[{"total":0,"averagePercentComplete":0}]""", data.GetProperty("taskStatistics").GetRawText());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_plan_counts_its_own_tasks_and_an_agency_those_that_it_leads(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        for (var number = 0; number < 12; number++)
        {
            var random = new Random(number);
            var observer = Observer.Kinds[number % 4];
            string[] keys = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Keys[random.Next(Keys.Length)])];
            var day = Days[random.Next(Days.Length)];
            var data = await world.DataAsync(
                observer,
                $$"""
                query($day: LocalDate) {
                  plans(first: 100) { nodes { id statistics(groupBy: [{{string.Join(' ', keys)}}], asOf: $day) {{Figures}} } }
                  agencies(first: 100) { nodes { id statistics(asOf: $day) {{Figures}} } }
                }
                """,
                new { day = day?.ToString("yyyy-MM-dd", null) });
            var tasks = world.Model.Tasks.Where(observer.Sees).Cast<PlanTask>().ToList();
            foreach (var plan in data.GetProperty("plans").GetProperty("nodes").EnumerateArray())
            {
                Same(
                    ExpectedStatistics.Of(tasks.Where(task => Ids.Of(task.Plan!) == plan.GetProperty("id").GetString()), keys, day),
                    plan.GetProperty("statistics").EnumerateArray(), $"{observer}: plan, {string.Join(' ', keys)} as of {day}");
            }

            foreach (var agency in data.GetProperty("agencies").GetProperty("nodes").EnumerateArray())
            {
                Same(
                    ExpectedStatistics.Of(
                        tasks.Where(task => task.LeadAgency is { } lead && Ids.Of(lead) == agency.GetProperty("id").GetString()), [], day),
                    [agency.GetProperty("statistics")], $"{observer}: agency as of {day}");
            }
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Statistics_stand_below_statistics_and_lists(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var data = await world.DataAsync(
            Observer.Reader,
            """
            {
              taskStatistics(groupBy: [AGENCY, SECTION]) {
                total
                agency { id statistics { total } parent { id statistics(asOf: "2022-06-30") { overdue } } leads(first: 1) { totalCount nodes { id } } }
                section { id plan { id statistics(groupBy: STATUS) { status total } } tasks(first: 100) { totalCount nodes { leadAgency { id } } } }
              }
              tasks(first: 30) { nodes { id leadAgency { id statistics { total } } plan { statistics { total } } } }
            }
            """);
        var tasks = world.Model.Tasks.Where(Observer.Reader.Sees).Cast<PlanTask>().ToList();
        foreach (var group in data.GetProperty("taskStatistics").EnumerateArray())
        {
            var section = group.GetProperty("section");
            var mine = tasks.Where(task => Ids.Of(task.Section!) == section.GetProperty("id").GetString()).ToList();
            Assert.Equal(mine.Count, section.GetProperty("tasks").GetProperty("totalCount").GetInt32());
            Assert.Equal(mine.Count, section.GetProperty("tasks").GetProperty("nodes").GetArrayLength());
            var plan = section.GetProperty("plan");
            Assert.Equal(
                tasks.Count(task => Ids.Of(task.Plan!) == plan.GetProperty("id").GetString()),
                plan.GetProperty("statistics").EnumerateArray().Sum(row => row.GetProperty("total").GetInt32()));
            if (group.GetProperty("agency") is not { ValueKind: JsonValueKind.Object } agency)
            {
                continue;
            }

            var led = tasks.Where(task => task.LeadAgency is { } lead && Ids.Of(lead) == agency.GetProperty("id").GetString()).ToList();
            Assert.Equal(led.Count, agency.GetProperty("statistics").GetProperty("total").GetInt32());
            Assert.Equal(led.Count, agency.GetProperty("leads").GetProperty("totalCount").GetInt32());
            if (agency.GetProperty("parent") is { ValueKind: JsonValueKind.Object } parent)
            {
                Assert.Equal(
                    tasks.Count(task => task.LeadAgency is { } lead && Ids.Of(lead) == parent.GetProperty("id").GetString()
                        && TimelinessRule.Of(task, new DateOnly(2022, 6, 30)) == "OVERDUE"),
                    parent.GetProperty("statistics").GetProperty("overdue").GetInt32());
            }
        }

        foreach (var node in data.GetProperty("tasks").GetProperty("nodes").EnumerateArray())
        {
            var task = tasks.Single(task => Ids.Of(task) == node.GetProperty("id").GetString());
            Assert.Equal(tasks.Count(other => other.Plan == task.Plan), node.GetProperty("plan").GetProperty("statistics")[0].GetProperty("total").GetInt32());
            if (task.LeadAgency is not null)
            {
                Assert.Equal(
                    tasks.Count(other => other.LeadAgency == task.LeadAgency),
                    node.GetProperty("leadAgency").GetProperty("statistics").GetProperty("total").GetInt32());
            }
        }
    }

    private static async Task HoldsAsync(ReadWorld world, Observer observer, string[] keys, DateOnly? day, Dictionary<string, object?> where)
    {
        TimelinessRule.Day = day ?? TimelinessRule.Today;
        var data = await world.DataAsync(
            observer,
            $$"""
            query($day: LocalDate, $keys: [TaskGroupKey!]!, $where: TaskFilterInput) { taskStatistics(groupBy: $keys, asOf: $day, where: $where) {{Figures}} }
            """,
            new { day = day?.ToString("yyyy-MM-dd", null), keys, where = InputText.Json(where) });
        var tasks = world.Model.Tasks.Where(task => observer.Sees(task) && FilterEvaluator.Holds(FilterTypes.Task, where, task, observer));
        Same(
            ExpectedStatistics.Of(tasks, keys, day), data.GetProperty("taskStatistics").EnumerateArray(),
            $"{observer}: {string.Join(' ', keys)} as of {day} where {InputText.Literal(where)}");
    }

    private static void Same(IEnumerable<string> expected, IEnumerable<JsonElement> found, string what)
    {
        var rows = found.Select(row => ExpectedStatistics.Line(
            Text(row, "agency", "code"), Text(row, "section", "id"), Text(row, "status"), Text(row, "timeliness"), Text(row, "dueQuarter"),
            Text(row, "deliverableKind"),
            [.. ExpectedStatistics.Figures.Select(figure => row.GetProperty(figure).GetInt32())], row.GetProperty("averagePercentComplete").GetDouble()));
        var (left, right) = (expected.Order(StringComparer.Ordinal).ToList(), rows.Order(StringComparer.Ordinal).ToList());
        Assert.True(
            left.SequenceEqual(right), $"{what}\nexpected: {string.Join("\n  ", left.Except(right))}\nfound: {string.Join("\n  ", right.Except(left))}");
    }

    private static string? Text(JsonElement row, string field, string? inner = null) =>
        row.GetProperty(field) is { ValueKind: JsonValueKind.Object } value
            ? value.GetProperty(inner!).GetString()
            : row.GetProperty(field).GetString();
}
