using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>Every caller on every road that the schema has: it meets the objects that permissions.md gives it, and no others.</summary>
[Collection(MatrixCollection.Name)]
public sealed class VisibilityMatrixTests(MatrixWorlds worlds)
{
    [Fact]
    public void Every_row_about_objects_is_one_that_the_tests_know() =>
        Assert.Equal(PermissionTable.Objects.Select(row => row.What), Visibility.Rows);

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_roads_lead_to_everything(DatabaseEngine engine)
    {
        var world = worlds[engine];
        var met = new HashSet<string>();
        foreach (var (_, document) in SchemaRoads.Roots.Concat(SchemaRoads.Relations))
        {
            met.UnionWith(Answers.IdsByField(await world.WholeAsync(document)).Values.SelectMany(ids => ids));
        }

        Assert.All(world.Data.Objects, it => Assert.Contains(it.Id, met));
        Assert.All(world.Data.Objects.Select(it => it.Type).Distinct(), type =>
            Assert.Contains(world.Data.Objects, it => it.Type == type && !MatrixCaller.Reader.Sees(it)));
    }

    [Theory, MemberData(nameof(MatrixWorlds.Callers), MemberType = typeof(MatrixWorlds))]
    public async Task Every_road_shows_a_caller_what_the_table_gives_it(DatabaseEngine engine, string callerName)
    {
        var world = worlds[engine];
        var caller = MatrixCaller.Named(callerName);
        var faults = new List<string>();
        foreach (var (road, document) in (IEnumerable<(string, string)>)
            [.. SchemaRoads.Roots, .. SchemaRoads.Relations, .. SchemaRoads.Orders, .. IdRoads.All(world.Data)])
        {
            var whole = Answers.IdsByField(await world.WholeAsync(document));
            var answer = await world.AskAsync(caller, document);
            var seen = Answers.IdsByField(answer);
            faults.AddRange(Answers.WrongCounts(answer).Select(page => $"{road} counts wrongly: {page}"));
            foreach (var (field, ids) in whole)
            {
                var expected = Names(world, ids).Where(it => caller.Sees(it)).Select(it => it.Name).Order(StringComparer.Ordinal);
                var actual = Names(world, seen.GetValueOrDefault(field) ?? []).Select(it => it.Name).Order(StringComparer.Ordinal);
                if (!expected.SequenceEqual(actual))
                {
                    faults.Add($"{road}.{field} lacks {string.Join("; ", expected.Except(actual))}; too much: {string.Join("; ", actual.Except(expected))}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(40)));
    }

    [Theory, MemberData(nameof(MatrixWorlds.Callers), MemberType = typeof(MatrixWorlds))]
    public async Task What_is_hidden_answers_like_what_never_was(DatabaseEngine engine, string callerName)
    {
        var world = worlds[engine];
        var caller = MatrixCaller.Named(callerName);
        foreach (var it in world.Data.Objects.Where(it => !caller.Sees(it)))
        {
            var never = it with { Key = 987_654 };
            const string document = """
                query ($id: ID!) {
                  node(id: $id) { id } plan(id: $id) { id } task(id: $id) { id } agency(id: $id) { id }
                  changes(where: { subjectId: { eq: $id } }) { totalCount nodes { id } }
                }
                """;
            Assert.Equal(
                await world.SendAsync(caller, document, new { id = never.Id }),
                await world.SendAsync(caller, document, new { id = it.Id }));
        }
    }

    [Theory, MemberData(nameof(MatrixWorlds.Callers), MemberType = typeof(MatrixWorlds))]
    public async Task Quantified_filters_see_what_the_caller_sees(DatabaseEngine engine, string callerName)
    {
        var world = worlds[engine];
        var caller = MatrixCaller.Named(callerName);
        foreach (var list in SchemaRoads.Lists)
        {
            var quantified = (IdRoads.Filter(list.Key)?.Fields ?? [])
                .Where(field => field.ResolvedType!.GetNamedGraphType().Name.StartsWith("ListFilterInputTypeOf", StringComparison.Ordinal)
                    && list.Value.GetField(field.Name)!.ResolvedType!.GetNamedGraphType() is GraphQL.Types.IComplexGraphType);
            foreach (var field in quantified)
            {
                await QuantifierCheck.RunAsync(world, caller, list.Key, list.Value.GetField(field.Name)!);
            }
        }
    }

    [Theory, MemberData(nameof(MatrixWorlds.Callers), MemberType = typeof(MatrixWorlds))]
    public async Task A_cursor_of_one_who_sees_more_leads_on_from_its_place(DatabaseEngine engine, string callerName)
    {
        var world = worlds[engine];
        var caller = MatrixCaller.Named(callerName);
        foreach (var list in SchemaRoads.Lists.Keys)
        {
            var document = $$"""{ list: {{list}}(first: 1000) { edges { cursor node { id } } } }""";
            var all = Edges((await world.WholeAsync(document)).GetProperty("data").GetProperty("list"));
            var own = Edges((await world.AskAsync(caller, document)).GetProperty("data").GetProperty("list")).Select(edge => edge.Id).ToHashSet();
            var hidden = all.Index().Where(edge => !own.Contains(edge.Item.Id)).ToList();
            var pages = (await world.AskAsync(caller, "{ __typename " + string.Concat(hidden.Select(edge =>
                $$""" a{{edge.Index}}: {{list}}(first: 1000, after: "{{edge.Item.Cursor}}") { edges { cursor node { id } } }""")) + " }")).GetProperty("data");
            foreach (var (place, _) in hidden)
            {
                Assert.Equal(
                    all.Skip(place + 1).Select(next => next.Id).Where(own.Contains),
                    Edges(pages.GetProperty($"a{place}")).Select(next => next.Id));
            }
        }
    }

    [Theory, MemberData(nameof(MatrixWorlds.Callers), MemberType = typeof(MatrixWorlds))]
    public async Task Statistics_count_what_the_caller_sees(DatabaseEngine engine, string callerName)
    {
        var world = worlds[engine];
        var caller = MatrixCaller.Named(callerName);
        var answer = await world.AskAsync(caller, """
            {
              taskStatistics { total withoutDeadline }
              bySection: taskStatistics(groupBy: [SECTION]) { section { id } total }
              byAgency: taskStatistics(groupBy: [AGENCY, STATUS, TIMELINESS, DELIVERABLE_KIND, DUE_QUARTER]) { total }
              drafts: taskStatistics(where: { plan: { status: { eq: DRAFT } } }) { total }
              found: taskStatistics(search: "wordDRAFT") { total }
              plans(first: 100) { nodes { id statistics { total } } }
              agencies(first: 100) { nodes { statistics { total } leads(first: 100) { totalCount } } }
            }
            """);
        var tasks = IdRoads.OfType(world.Data, "Task").Where(caller.Sees).ToList();
        if (answer.GetProperty("data").ValueKind == JsonValueKind.Null)
        {
            Assert.Empty(tasks);
            return;
        }

        var data = answer.GetProperty("data");
        Assert.Equal(tasks.Count, Total(data.GetProperty("taskStatistics")));
        Assert.Equal(tasks.Count, Total(data.GetProperty("bySection")));
        Assert.Equal(tasks.Count, Total(data.GetProperty("byAgency")));
        Assert.Equal(tasks.Count(task => task.Plan == KGPlanGraph.Persistence.Model.PlanStatus.Draft), Total(data.GetProperty("drafts")));
        Assert.Equal(tasks.Count(task => task.Name.StartsWith("DRAFT", StringComparison.Ordinal)), Total(data.GetProperty("found")));
        Assert.Equal(tasks.Count, data.GetProperty("plans").GetProperty("nodes").EnumerateArray().Sum(plan => Total(plan.GetProperty("statistics"))));
        Assert.All(data.GetProperty("agencies").GetProperty("nodes").EnumerateArray(), agency => Assert.Equal(
            agency.GetProperty("leads").GetProperty("totalCount").GetInt32(), agency.GetProperty("statistics").GetProperty("total").GetInt32()));
    }

    private static int Total(JsonElement groups) => groups.EnumerateArray().Sum(group => group.GetProperty("total").GetInt32());

    private static List<(string Id, string Cursor)> Edges(JsonElement list) => list.ValueKind == JsonValueKind.Object
        ? [.. list.GetProperty("edges").EnumerateArray().Select(edge => (
            edge.GetProperty("node").GetProperty("id").GetString()!, edge.GetProperty("cursor").GetString()!))]
        : [];

    private static IEnumerable<MatrixObject> Names(MatrixWorld world, HashSet<string> ids) => world.Data.Objects.Where(it => ids.Contains(it.Id));
}
