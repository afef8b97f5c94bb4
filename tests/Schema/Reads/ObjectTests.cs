using System.Text.Json;
using System.Text.Json.Nodes;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Schema.Filtering;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Reads;

[Collection(ReadsCollection.Name)]
public sealed class ObjectTests(ReadWorlds worlds)
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Every_field_of_every_object_says_what_is_stored(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        foreach (var type in AllRows(world.Model).GroupBy(ExpectedObjects.TypeName))
        {
            foreach (var rows in type.Chunk(100))
            {
                var data = await world.DataAsync(
                    Observer.Coordinator, $"query($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {type.Key} {{ {ExpectedObjects.Selections[type.Key]} }} }} }}",
                    new { ids = rows.Select(Ids.Of) });
                foreach (var (row, node) in rows.Zip(data.GetProperty("nodes").EnumerateArray()))
                {
                    Same(ExpectedObjects.Of(world.Model, row), node);
                }
            }
        }
    }

    // What hangs on one object is read by the object's key, apart from it.
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_object_by_its_id_comes_with_all_that_hangs_on_it_or_not_at_all(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var document = $"query($id: ID!) {{ task(id: $id) {{ {ExpectedObjects.Selections["Task"]} }} }}";
        var hidden = world.Model.Tasks.Where(task => !Observer.Reader.Sees(task)).Take(20).ToList();
        Assert.NotEmpty(hidden);
        foreach (var task in hidden)
        {
            Assert.Equal("""{"task":null}""", (await world.DataAsync(Observer.Reader, document, new { id = Ids.Of(task) })).GetRawText());
            Same(ExpectedObjects.Of(world.Model, task), (await world.DataAsync(Observer.Coordinator, document, new { id = Ids.Of(task) })).GetProperty("task"));
        }

        foreach (var task in world.Model.Tasks.Where(task => Observer.Reader.Sees(task) && task.Deadlines.Count > 0).Take(20))
        {
            Same(ExpectedObjects.Of(world.Model, task), (await world.DataAsync(Observer.Coordinator, document, new { id = Ids.Of(task) })).GetProperty("task"));
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Lists_and_lookups_give_the_same_objects_as_nodes(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        foreach (var type in FilterTypes.All.Where(type => type.TypeName != "InvestmentItem"))
        {
            var data = await world.DataAsync(
                Observer.Coordinator, $"{{ {type.Connection}(first: 100) {{ nodes {{ {ExpectedObjects.Selections[type.TypeName]} }} }} }}");
            var rows = Paging.DefaultOrders.Sort(type, type.Rows(world.Model)).Take(100);
            foreach (var (row, node) in rows.Zip(data.GetProperty(type.Connection).GetProperty("nodes").EnumerateArray()))
            {
                Same(ExpectedObjects.Of(world.Model, row), node);
            }
        }

        var (plan, task, agency) = (world.Model.Plans[0], world.Model.Tasks[3], world.Model.Agencies[4]);
        var single = await world.DataAsync(
            Observer.Reader,
            $$"""
            query($p: ID!, $pc: String!, $t: ID!, $tl: String!, $a: ID!, $ac: String!) {
              plan(id: $p) { ...P } planByCode(code: $pc) { ...P }
              task(id: $t) { ...T } taskByLabel(planCode: $pc, label: $tl) { ...T }
              agency(id: $a) { ...A } agencyByCode(code: $ac) { ...A }
            }
            fragment P on Plan { {{ExpectedObjects.Selections["Plan"]}} }
            fragment T on Task { {{ExpectedObjects.Selections["Task"]}} }
            fragment A on Agency { {{ExpectedObjects.Selections["Agency"]}} }
            """,
            new { p = Ids.Of(plan), pc = plan.Code, t = Ids.Of(task), tl = task.Label, a = Ids.Of(agency), ac = agency.Code });
        foreach (var (field, row) in new (string, object)[] { ("plan", plan), ("planByCode", plan), ("agency", agency), ("agencyByCode", agency) })
        {
            Same(ExpectedObjects.Of(world.Model, row), single.GetProperty(field));
        }

        if (task.Plan == plan)
        {
            Assert.Equal(single.GetProperty("task").GetRawText(), single.GetProperty("taskByLabel").GetRawText());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_is_unknown_malformed_of_another_type_or_forbidden_is_null(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var draft = world.Model.Plans.First(plan => plan.Status == PlanStatus.Draft);
        var draftTask = world.Model.Tasks.First(task => task.Plan == draft);
        string[] none =
        [
            "", "x", "🏭", Ids.Of("Task", 999_999), Ids.Of("Nothing", 1), "VGFzazox==", "0", Ids.Of(draftTask), Ids.Of(draft), new string('A', 100_000),
        ];
        foreach (var id in none)
        {
            var data = await world.DataAsync(
                Observer.Reader,
                "query($id: ID!) { node(id: $id) { id } task(id: $id) { id } plan(id: $id) { id } agency(id: $id) { id } nodes(ids: [$id]) { id } }",
                new { id });
            Assert.Equal("""{"node":null,"task":null,"plan":null,"agency":null,"nodes":[null]}""", data.GetRawText());
        }

        var other = await world.DataAsync(
            Observer.Reader, "query($id: ID!) { task(id: $id) { id } node(id: $id) { __typename } }", new { id = Ids.Of(world.Model.Agencies[0]) });
        Assert.Equal("""{"task":null,"node":{"__typename":"Agency"}}""", other.GetRawText());
        var byName = await world.DataAsync(
            Observer.Reader,
            "query($c: String!, $l: String!) { planByCode(code: $c) { id } taskByLabel(planCode: $c, label: $l) { id } agencyByCode(code: \"a01\") { id } }",
            new { c = draft.Code, l = draftTask.Label });
        Assert.Equal("""{"planByCode":null,"taskByLabel":null,"agencyByCode":null}""", byName.GetRawText());
        var seen = await world.DataAsync(
            Observer.Coordinator, "query($c: String!, $l: String!) { taskByLabel(planCode: $c, label: $l) { id } }",
            new { c = draft.Code, l = draftTask.Label });
        Assert.Equal(Ids.Of(draftTask), seen.GetProperty("taskByLabel").GetProperty("id").GetString());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Nodes_come_in_the_order_asked_for_as_often_as_asked_for(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var random = new Random(5);
        var rows = AllRows(world.Model).ToList();
        foreach (var observer in Observer.Kinds)
        {
            var asked = Enumerable.Range(0, 100).Select(number => number % 7 == 0 ? rows[number] : rows[random.Next(rows.Count)]).ToList();
            var data = await world.DataAsync(observer, "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", new { ids = asked.Select(Ids.Of) });
            Assert.Equal(
                asked.Select(row => observer.Sees(row) ? Ids.Of(row) : null),
                data.GetProperty("nodes").EnumerateArray().Select(node => node.ValueKind == JsonValueKind.Null ? null : node.GetProperty("id").GetString()));
        }

        var none = await world.DataAsync(Observer.Reader, "{ nodes(ids: []) { id } }");
        Assert.Equal("""{"nodes":[]}""", none.GetRawText());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task More_than_a_hundred_ids_are_refused_and_take_all_data(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var answer = await world.AskAsync(
            Observer.Reader, "query($ids: [ID!]!) { plans { totalCount } many: nodes(ids: $ids) { id } }", new { ids = Enumerable.Repeat("x", 101) });
        var error = AnswerError.Single(answer);
        Assert.Equal(("HC0076", "many", 101, 100), (error.Code, error.Path, error["requestedItems"].GetInt32(), error["maxAllowedItems"].GetInt32()));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").ValueKind);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Lists_hold_only_what_the_caller_sees_wherever_they_stand(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        foreach (var observer in Observer.Kinds)
        {
            var data = await world.DataAsync(
                observer,
                """
                {
                  investmentItems(first: 100) { nodes { id tasks { id } localities { id } } }
                  plans(first: 100) { nodes { id sections { id } legalDocuments { id } } }
                  tasks(first: 100) {
                    nodes { id deadlines { id } investmentItems { id } localities { id } legalDocuments { id } section { id children { id } } }
                  }
                }
                """);
            var visible = AllRows(world.Model).Where(observer.Sees).Select(Ids.Of).ToHashSet();
            foreach (var id in AllIds(data))
            {
                Assert.Contains(id, visible);
            }

            foreach (var node in data.GetProperty("investmentItems").GetProperty("nodes").EnumerateArray())
            {
                var item = world.Model.Items.Single(item => Ids.Of(item) == node.GetProperty("id").GetString());
                Assert.Equal(item.Tasks.Count(link => observer.Sees(link.Task!)), node.GetProperty("tasks").GetArrayLength());
            }
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Timeliness_and_days_remaining_are_as_of_the_day_asked_for(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        DateOnly[] days = [new(1, 1, 1), new(2022, 3, 17), new(2022, 6, 30), new(2022, 7, 1), TimelinessRule.Today, new(9999, 12, 31)];
        var fields = string.Concat(days.Select((day, index) => $" t{index}: timeliness(asOf: \"{day:yyyy-MM-dd}\")"));
        var remaining = string.Concat(days.Select((day, index) => $" d{index}: daysRemaining(asOf: \"{day:yyyy-MM-dd}\")"));
        var data = await world.DataAsync(
            Observer.Coordinator,
            $$"""
            query($day: LocalDate) {
              tasks(first: 100) {
                nodes {
                  id timeliness v: timeliness(asOf: $day) {{fields}}
                  deadlines { id timeliness v: timeliness(asOf: $day) daysRemaining {{fields}} {{remaining}} }
                }
              }
            }
            """,
            new { day = "2022-05-01" });
        foreach (var node in data.GetProperty("tasks").GetProperty("nodes").EnumerateArray())
        {
            var task = world.Model.Tasks.Single(task => Ids.Of(task) == node.GetProperty("id").GetString());
            Assert.Equal(TimelinessRule.Of(task, TimelinessRule.Today), node.GetProperty("timeliness").GetString());
            Assert.Equal(TimelinessRule.Of(task, new DateOnly(2022, 5, 1)), node.GetProperty("v").GetString());
            Assert.Equal(days.Select(day => TimelinessRule.Of(task, day)), days.Select((_, index) => node.GetProperty($"t{index}").GetString()));
            foreach (var inner in node.GetProperty("deadlines").EnumerateArray())
            {
                var deadline = task.Deadlines.Single(deadline => Ids.Of(deadline) == inner.GetProperty("id").GetString());
                Assert.Equal(TimelinessRule.Of(deadline, TimelinessRule.Today), inner.GetProperty("timeliness").GetString());
                Assert.Equal(TimelinessRule.Of(deadline, new DateOnly(2022, 5, 1)), inner.GetProperty("v").GetString());
                Assert.Equal(days.Select(day => TimelinessRule.Of(deadline, day)), days.Select((_, index) => inner.GetProperty($"t{index}").GetString()));
                Assert.Equal(
                    days.Select(day => deadline.DueOn.DayNumber - day.DayNumber), days.Select((_, index) => inner.GetProperty($"d{index}").GetInt32()));
            }
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Me_is_the_caller(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var data = await world.DataAsync(
            new Observer(Role.Reader | Role.Agency, "A02"),
            "{ me { __typename roles agency { __typename code leads(first: 1) { totalCount } } } a: me { agency { id } } }");
        Assert.Equal(["READER", "AGENCY"], data.GetProperty("me").GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal("A02", data.GetProperty("me").GetProperty("agency").GetProperty("code").GetString());
        Assert.Equal(
            world.Model.Tasks.Count(task => task.LeadAgency?.Code == "A02" && task.DraftPlanId is null),
            data.GetProperty("me").GetProperty("agency").GetProperty("leads").GetProperty("totalCount").GetInt32());
        var nobody = await world.DataAsync(new Observer(Role.Agency, "NOBODY"), "{ me { agency { code } } }");
        Assert.Equal("""{"me":{"agency":null}}""", nobody.GetRawText());
    }

    private static IEnumerable<object> AllRows(PlanModel model) =>
    [
        .. model.Plans, .. model.Sections, .. model.Tasks, .. model.Deadlines, .. model.Agencies, .. model.Localities, .. model.LegalDocuments, .. model.Items,
        .. model.Reports, .. model.Amendments,
    ];

    private static IEnumerable<string> AllIds(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => field.Name == "id" ? [field.Value.GetString()!] : AllIds(field.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(AllIds),
        _ => [],
    };

    private static void Same(JsonObject expected, JsonElement found) => Assert.True(
        JsonNode.DeepEquals(expected, JsonObject.Create(found)), $"expected {expected.ToJsonString()}\nfound    {found.GetRawText()}");
}
