using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Tests.Schema.Filtering;
using KGPlanGraph.Tests.Schema.Reads;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Paging;

[Collection(ReadsCollection.Name)]
public sealed class NestedPagingTests(ReadWorlds worlds)
{
    private const string Page = "{ totalCount nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }";

    public static TheoryData<DatabaseEngine, string, string, string> Connections
    {
        get
        {
            var cases = new TheoryData<DatabaseEngine, string, string, string>();
            foreach (var engine in new[] { DatabaseEngine.Postgres, DatabaseEngine.Sqlite })
            {
                cases.Add(engine, "plans", "tasks", "tasks");
                cases.Add(engine, "sections", "tasks", "tasks");
                cases.Add(engine, "agencies", "leads", "tasks");
                cases.Add(engine, "agencies", "coordinates", "tasks");
                cases.Add(engine, "tasks", "progressReports", "progressReports");
                cases.Add(engine, "tasks", "amendments", "amendments");
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Connections))]
    public async Task Every_parent_has_its_own_page(DatabaseEngine engine, string owners, string field, string target)
    {
        var world = await worlds.OfAsync(engine);
        var (ownerType, targetType) = (TypeOf(owners), TypeOf(target));
        var keys = SortKey.AllOf(targetType, depth: 1).ToList();
        var random = new Random(field.Length);
        for (var number = 0; number < 8; number++)
        {
            var observer = Observer.Kinds[number % 4];
            var order = number < 2 ? [] : Enumerable.Range(0, random.Next(1, 4)).Select(_ => keys[random.Next(keys.Count)]).ToList();
            var (size, backward) = (random.Next(1, 5), number % 2 == 1);
            var data = await world.DataAsync(
                observer,
                $"{{ {owners}(first: 40) {{ nodes {{ id {field}({(backward ? "last" : "first")}: {size}, order: {Order(order)}) {Page} }} }} }}");

            foreach (var (owner, page) in Pages(data, owners, field))
            {
                var rows = Sorted(targetType, Owned(world.Model, ownerType, owner, field).Where(observer.Sees), order);
                Assert.Equal(rows.Count, page.GetProperty("totalCount").GetInt32());
                CheckPage(page, rows, size, backward);
            }
        }
    }

    [Theory, MemberData(nameof(Connections))]
    public async Task A_cursor_below_several_parents_is_a_place_in_the_order_of_each(DatabaseEngine engine, string owners, string field, string target)
    {
        var world = await worlds.OfAsync(engine);
        var (ownerType, targetType) = (TypeOf(owners), TypeOf(target));
        var keys = SortKey.AllOf(targetType, depth: 1).ToList();
        var random = new Random(field.Length + 1);
        for (var number = 0; number < 8; number++)
        {
            var order = number < 2 ? [] : Enumerable.Range(0, random.Next(1, 4)).Select(_ => keys[random.Next(keys.Count)]).ToList();
            var all = await world.DataAsync(
                Observer.Coordinator, $"{{ {target}(first: 100, order: {Order(order)}) {{ edges {{ cursor node {{ id }} }} }} }}");
            var edges = all.GetProperty(target).GetProperty("edges");
            var edge = edges[random.Next(edges.GetArrayLength())];
            var (size, backward) = (random.Next(1, 5), number % 2 == 1);
            var data = await world.DataAsync(
                Observer.Coordinator,
                $"query($at: String) {{ {owners}(first: 40) {{ nodes {{ id {field}({(backward ? "last" : "first")}: {size}, "
                + $"{(backward ? "before" : "after")}: $at, order: {Order(order)}) {Page} }} }} }}",
                new { at = edge.GetProperty("cursor").GetString() });

            var sorted = Sorted(targetType, targetType.Rows(world.Model), order);
            var place = sorted.FindIndex(row => Ids.Of(row) == edge.GetProperty("node").GetProperty("id").GetString());
            var beyond = (backward ? sorted.Take(place) : sorted.Skip(place + 1)).ToHashSet();
            foreach (var (owner, page) in Pages(data, owners, field))
            {
                CheckPage(page, Sorted(targetType, Owned(world.Model, ownerType, owner, field).Where(beyond.Contains), order), size, backward);
            }
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Pages_below_pages_below_pages_are_those_of_their_parents(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var data = await world.DataAsync(
            Observer.Coordinator,
            """
            { agencies(last: 5) { nodes { id leads(first: 3, order: [{ title: DESC }]) { nodes { id section { id tasks(last: 2) {
              nodes { id progressReports(first: 1) { totalCount nodes { id } } } } } } } } } }
            """);
        foreach (var agency in data.GetProperty("agencies").GetProperty("nodes").EnumerateArray())
        {
            foreach (var led in agency.GetProperty("leads").GetProperty("nodes").EnumerateArray())
            {
                var section = world.Model.Sections.Single(row => Ids.Of(row) == led.GetProperty("section").GetProperty("id").GetString());
                var tasks = DefaultOrders.Sort(FilterTypes.Task, section.Tasks).TakeLast(2).Cast<PlanTask>().ToList();
                var found = led.GetProperty("section").GetProperty("tasks").GetProperty("nodes").EnumerateArray().ToList();
                Assert.Equal(tasks.Select(Ids.Of), found.Select(task => task.GetProperty("id").GetString()!));
                foreach (var (task, node) in tasks.Zip(found))
                {
                    var reports = DefaultOrders.Sort(FilterTypes.Report, world.Model.Reports.Where(report => report.Task == task));
                    Assert.Equal(reports.Count, node.GetProperty("progressReports").GetProperty("totalCount").GetInt32());
                    Assert.Equal(reports.Take(1).Select(Ids.Of), IdsOf(node.GetProperty("progressReports")));
                }
            }
        }
    }

    private static void CheckPage(JsonElement page, List<object> rows, int size, bool backward)
    {
        var expected = (backward ? rows.TakeLast(size) : rows.Take(size)).Select(Ids.Of).ToList();
        Assert.Equal(expected, IdsOf(page));
        Assert.Equal(expected.Count, page.GetProperty("edges").GetArrayLength());
        var info = page.GetProperty("pageInfo");
        Assert.Equal(rows.Count > size, info.GetProperty(backward ? "hasPreviousPage" : "hasNextPage").GetBoolean());
        Assert.Equal(expected.Count == 0, info.GetProperty("startCursor").ValueKind == JsonValueKind.Null);
        Assert.Equal(expected.Count == 0, info.GetProperty("endCursor").ValueKind == JsonValueKind.Null);
    }

    private static IEnumerable<(string Owner, JsonElement Page)> Pages(JsonElement data, string owners, string field) =>
        data.GetProperty(owners).GetProperty("nodes").EnumerateArray().Select(node => (node.GetProperty("id").GetString()!, node.GetProperty(field)));

    private static IEnumerable<object> Owned(PlanModel model, FilterType ownerType, string owner, string field)
    {
        var row = ownerType.Rows(model).Single(row => Ids.Of(row) == owner);
        return (row, field) switch
        {
            (Plan plan, _) => model.Tasks.Where(task => task.Plan == plan),
            (PlanSection section, _) => section.Tasks,
            (Agency agency, "leads") => model.Tasks.Where(task => task.LeadAgency == agency),
            (Agency agency, _) => model.Tasks.Where(task =>
                task.Assignments.Exists(link => link.Agency == agency && link.Role == AssignmentRole.Coordinate)),
            (PlanTask task, "progressReports") => model.Reports.Where(report => report.Task == task),
            (PlanTask task, _) => model.Amendments.Where(amendment => amendment.Task == task),
            _ => throw new InvalidOperationException(field),
        };
    }

    private static List<object> Sorted(FilterType type, IEnumerable<object> rows, List<SortKey> order) =>
        order.Count == 0 ? DefaultOrders.Sort(type, rows) : SortKey.Sort(rows, order);

    private static string Order(List<SortKey> order) => InputText.Literal(order.Select(key => key.Input()));

    private static FilterType TypeOf(string connection) => FilterTypes.All.Single(type => type.Connection == connection);

    private static IEnumerable<string> IdsOf(JsonElement page) =>
        page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!);
}
