using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Reads;

[Collection(ReadsCollection.Name)]
public sealed class SelectionTests(ReadWorlds worlds)
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Fragments_say_what_they_stand_for(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var plain = await world.DataAsync(
            Observer.Reader, "{ tasks(first: 5) { nodes { id label leadAgency { id code name } deadlines { id dueOn phrase } } totalCount } }");
        var fragments = await world.DataAsync(
            Observer.Reader,
            """
            query Q { ...R }
            fragment R on Query { tasks(first: 5) { ...C ... { totalCount } } }
            fragment C on TasksConnection { nodes { ...N ... on Task { ...T } ... on Node { id } deadlines { phrase } } }
            fragment N on Node { id }
            fragment T on Task { label leadAgency { ...A } deadlines { id } deadlines { dueOn ...D } }
            fragment A on Agency { id ... on Agency { code } name }
            fragment D on Deadline { id dueOn }
            """);
        SameContent(plain, fragments);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Fields_come_in_the_order_of_their_first_occurrence_and_are_merged(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var data = await world.DataAsync(
            Observer.Reader,
            """
            {
              plans(first: 1) { nodes { code ...A year } nodes { issuer { name } code title } }
              b: plans(first: 1) { nodes { year } }
              plans(first: 1) { totalCount }
            }
            fragment A on Plan { issuer { code } code }
            """);
        var plan = Paging.DefaultOrders.Sort(Filtering.FilterTypes.Plan, world.Model.Plans.Where(Observer.Reader.Sees)).Cast<Plan>().First();
        var node = data.GetProperty("plans").GetProperty("nodes")[0];
        Assert.Equal(["plans", "b"], data.EnumerateObject().Select(field => field.Name));
        Assert.Equal(["nodes", "totalCount"], data.GetProperty("plans").EnumerateObject().Select(field => field.Name));
        Assert.Equal(["code", "issuer", "year", "title"], node.EnumerateObject().Select(field => field.Name));
        Assert.Equal(["code", "name"], node.GetProperty("issuer").EnumerateObject().Select(field => field.Name));
        Assert.Equal(plan.Issuer!.Name, node.GetProperty("issuer").GetProperty("name").GetString());
        Assert.Equal(plan.Title, node.GetProperty("title").GetString());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Aliases_keep_equal_fields_with_other_arguments_apart(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var data = await world.DataAsync(
            Observer.Reader,
            """
            query($s: TaskStatus) {
              a: tasks(where: { status: { eq: $s } }) { n: totalCount m: totalCount }
              b: tasks(where: { status: { neq: $s } }) { totalCount }
              plans(first: 3) { x: nodes { i: id open: tasks(where: { status: { neq: $s } }, first: 1) { totalCount }
                                           done: tasks(where: { status: { eq: $s } }) { totalCount } }
                                edges { node { id } c: cursor d: cursor } p: pageInfo { e: endCursor f: endCursor hasNextPage } q: pageInfo { startCursor } }
            }
            """,
            new { s = "COMPLETED" });
        var visible = world.Model.Tasks.Where(Observer.Reader.Sees).Cast<PlanTask>().ToList();
        var done = visible.Count(task => task.Status == PlanTaskStatus.Completed);
        Assert.Equal(done, data.GetProperty("a").GetProperty("n").GetInt32());
        Assert.Equal(done, data.GetProperty("a").GetProperty("m").GetInt32());
        Assert.Equal(visible.Count - done, data.GetProperty("b").GetProperty("totalCount").GetInt32());
        foreach (var node in data.GetProperty("plans").GetProperty("x").EnumerateArray())
        {
            var mine = visible.Where(task => Ids.Of(task.Plan!) == node.GetProperty("i").GetString()).ToList();
            Assert.Equal(mine.Count(task => task.Status == PlanTaskStatus.Completed), node.GetProperty("done").GetProperty("totalCount").GetInt32());
            Assert.Equal(mine.Count(task => task.Status != PlanTaskStatus.Completed), node.GetProperty("open").GetProperty("totalCount").GetInt32());
        }

        var edges = data.GetProperty("plans").GetProperty("edges");
        Assert.Equal(edges[2].GetProperty("c").GetString(), data.GetProperty("plans").GetProperty("p").GetProperty("e").GetString());
        Assert.Equal(edges[2].GetProperty("d").GetString(), data.GetProperty("plans").GetProperty("p").GetProperty("f").GetString());
        Assert.Equal(edges[0].GetProperty("c").GetString(), data.GetProperty("plans").GetProperty("q").GetProperty("startCursor").GetString());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Conditions_decide_each_request_anew(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        const string Document = """
            query($yes: Boolean!, $no: Boolean = false) {
              plans(first: 1) @include(if: $yes) {
                nodes {
                  code title @skip(if: $yes) ...F @include(if: $no) ... @skip(if: $no) { year }
                  tasks(first: 1) @include(if: $yes) @skip(if: $no) { totalCount }
                }
              }
              __typename @skip(if: true)
              always: __typename @include(if: true)
            }
            fragment F on Plan { status issuer @include(if: $yes) { code } }
            """;
        foreach (var (yes, no) in new[] { (true, false), (false, false), (true, true), (false, true), (true, false) })
        {
            var data = await world.DataAsync(Observer.Reader, Document, new { yes, no });
            Assert.Equal(yes ? ["plans", "always"] : ["always"], data.EnumerateObject().Select(field => field.Name));
            if (!yes)
            {
                continue;
            }

            string[] expected = no ? ["code", "status", "issuer"] : ["code", "year", "tasks"];
            Assert.Equal(expected, data.GetProperty("plans").GetProperty("nodes")[0].EnumerateObject().Select(field => field.Name));
        }

        var byDefault = await world.DataAsync(Observer.Reader, Document, new { yes = true });
        Assert.Equal(["code", "year", "tasks"], byDefault.GetProperty("plans").GetProperty("nodes")[0].EnumerateObject().Select(field => field.Name));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_selection_with_all_skipped_is_an_empty_object(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var data = await world.DataAsync(
            Observer.Reader,
            """
            query($no: Boolean!) {
              plans(first: 1) {
                nodes { issuer { id @include(if: $no) } tasks(first: 1) { pageInfo { endCursor @include(if: $no) } nodes { id @include(if: $no) } } }
                edges { node @include(if: $no) { id } }
              }
              tasks(first: 2) { totalCount @include(if: $no) }
              me { agency @include(if: $no) { id } }
              taskStatistics { total @include(if: $no) }
            }
            """,
            new { no = false });
        Assert.Equal(
            """{"plans":{"nodes":[{"issuer":{},"tasks":{"pageInfo":{},"nodes":[{}]}}],"edges":[{}]},"tasks":{},"me":{},"taskStatistics":[{}]}""",
            data.GetRawText());
        Assert.Equal("{}", (await world.DataAsync(Observer.Reader, "query($no: Boolean!) { me @include(if: $no) { name } }", new { no = false })).GetRawText());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Every_object_says_its_type(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var data = await world.DataAsync(
            Observer.Coordinator,
            """
            {
              __typename
              plans(first: 1) {
                __typename pageInfo { __typename } nodes { __typename }
                edges { __typename node { __typename signatory { __typename } issuer { __typename } sections { __typename } } }
              }
              tasks(first: 1, where: { deadlines: { any: true }, coordinators: { any: true } }) {
                nodes { __typename assignments { __typename agency { __typename } } deadlines { __typename } }
              }
              progressReports(first: 1) { nodes { __typename evidence { __typename } } }
              amendments(first: 1) { nodes { __typename } }
              taskStatistics { __typename }
              me { __typename }
              localities(first: 1) { edges { __typename } }
            }
            """);
        Assert.Equal("Query", data.GetProperty("__typename").GetString());
        Assert.Equal("PlansConnection", data.GetProperty("plans").GetProperty("__typename").GetString());
        Assert.Equal("PageInfo", data.GetProperty("plans").GetProperty("pageInfo").GetProperty("__typename").GetString());
        var edge = data.GetProperty("plans").GetProperty("edges")[0];
        Assert.Equal("PlansEdge", edge.GetProperty("__typename").GetString());
        Assert.Equal("PlanSection", edge.GetProperty("node").GetProperty("sections")[0].GetProperty("__typename").GetString());
        Assert.Equal("TaskAssignment", data.GetProperty("tasks").GetProperty("nodes")[0].GetProperty("assignments")[0].GetProperty("__typename").GetString());
        Assert.Equal("TaskStatistics", data.GetProperty("taskStatistics")[0].GetProperty("__typename").GetString());
        Assert.Equal("Viewer", data.GetProperty("me").GetProperty("__typename").GetString());
        Assert.Equal("LocalitiesEdge", data.GetProperty("localities").GetProperty("edges")[0].GetProperty("__typename").GetString());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Interfaces_give_each_type_its_own_fields(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        const string Item = """
            __typename ... on Node { id } ... on InvestmentItem { code managingAgency { id } } ... on IndustrialZone { phase own: phase }
            ... on IndustrialCluster { own: infrastructureInvestor isPilot } ... on InvestmentProject { sector partners { code } }
            """;
        var data = await world.DataAsync(
            Observer.Coordinator,
            $$"""
            query($ids: [ID!]!) {
              investmentItems(first: 100) { nodes { {{Item}} } edges { node { {{Item}} } } }
              tasks(first: 100, where: { investmentItems: { any: true } }) { nodes { id investmentItems { {{Item}} tasks { id } } } }
              nodes(ids: $ids) { {{Item}} }
            }
            """,
            new { ids = world.Model.Items.Select(Ids.Of) });
        var items = world.Model.Items.ToDictionary(Ids.Of);
        var listed = data.GetProperty("investmentItems").GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(items.Count, listed.Count);
        foreach (var node in listed)
        {
            var item = items[node.GetProperty("id").GetString()!];
            Assert.Equal(item.Kind.ToString(), node.GetProperty("__typename").GetString());
            string[] expected = item.Kind switch
            {
                InvestmentItemKind.IndustrialZone => ["__typename", "id", "code", "managingAgency", "phase", "own"],
                InvestmentItemKind.IndustrialCluster => ["__typename", "id", "code", "managingAgency", "own", "isPilot"],
                _ => ["__typename", "id", "code", "managingAgency", "sector", "partners"],
            };
            Assert.Equal(expected, node.EnumerateObject().Select(field => field.Name));
            if (item.Kind == InvestmentItemKind.InvestmentProject)
            {
                Assert.Equal(
                    item.Partners.OrderBy(link => link.Position).Select(link => link.Agency!.Code),
                    node.GetProperty("partners").EnumerateArray().Select(partner => partner.GetProperty("code").GetString()!));
            }
        }

        var byId = listed.ToDictionary(node => node.GetProperty("id").GetString()!, node => node.GetRawText());
        Assert.Equal(
            byId.Values, data.GetProperty("investmentItems").GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("node").GetRawText()));
        foreach (var node in data.GetProperty("nodes").EnumerateArray())
        {
            Assert.Equal(byId[node.GetProperty("id").GetString()!], node.GetRawText());
        }

        foreach (var node in data.GetProperty("tasks").GetProperty("nodes").EnumerateArray())
        {
            var task = world.Model.Tasks.Single(task => Ids.Of(task) == node.GetProperty("id").GetString());
            Assert.Equal(
                task.InvestmentItems.OrderBy(link => link.Position).Select(link => Ids.Of(link.Item!)),
                node.GetProperty("investmentItems").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_object_of_a_change_is_what_it_is_now(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        string? after = null;
        var seen = 0;
        do
        {
            var data = await world.DataAsync(
                Observer.Coordinator,
                """
                query($after: String) {
                  changes(first: 100, after: $after) {
                    nodes { sequence subject subjectId object { __typename id ... on Task { label } ... on InvestmentItem { code tasks { id } } } }
                    pageInfo { hasNextPage endCursor }
                  }
                }
                """,
                new { after });
            foreach (var node in data.GetProperty("changes").GetProperty("nodes").EnumerateArray())
            {
                Assert.Equal(++seen, node.GetProperty("sequence").GetInt64());
                Assert.Equal(node.GetProperty("subjectId").GetString(), node.GetProperty("object").GetProperty("id").GetString());
            }

            var info = data.GetProperty("changes").GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
        Assert.Equal(world.Model.Changes.Count, seen);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Relations_lead_as_deep_as_the_limit_allows(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var deep = await world.DataAsync(
            Observer.Coordinator,
            "{ tasks(first: 20) { nodes { plan { issuer { parent { parent { leads(first: 2) { nodes { section { parent { plan { code } } } } } } } } } } } }");
        Assert.Equal(20, deep.GetProperty("tasks").GetProperty("nodes").GetArrayLength());
        var lists = await world.DataAsync(
            Observer.Coordinator,
            """
            { plans(first: 3) { nodes { sections { children { children { tasks(first: 2) { nodes { investmentItems { tasks { deadlines {
              task { label } } } } } } } } } } } }
            """);
        var plans = lists.GetProperty("plans").GetProperty("nodes").EnumerateArray();
        foreach (var section in plans.SelectMany(plan => plan.GetProperty("sections").EnumerateArray()))
        {
            Assert.True(section.GetProperty("children").GetArrayLength() <= 5);
        }

        var tooDeep = await world.AskAsync(
            Observer.Coordinator,
            """
            { tasks(first: 1) { nodes { plan { issuer { parent { parent { leads(first: 2) { nodes { section { parent { plan {
              issuer { code } } } } } } } } } } } } }
            """);
        Assert.Equal("HC0086", AnswerError.Single(tooDeep).Code);
        Assert.False(tooDeep.TryGetProperty("data", out _));
    }

    private static void SameContent(JsonElement expected, JsonElement found) => Assert.True(
        System.Text.Json.Nodes.JsonNode.DeepEquals(
            System.Text.Json.Nodes.JsonNode.Parse(expected.GetRawText()), System.Text.Json.Nodes.JsonNode.Parse(found.GetRawText())),
        $"expected {expected.GetRawText()}\nfound    {found.GetRawText()}");
}
