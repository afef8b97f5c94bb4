using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Schema.Reads;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Filtering;

[Collection(ReadsCollection.Name)]
public sealed class FilterRuleTests(ReadWorlds worlds)
{
    private static readonly string[] NegativeToo = ["in", "nin", "gt", "ngt", "gte", "ngte", "lt", "nlt", "lte", "nlte"];

    private static readonly string[] Texts = ["contains", "ncontains", "startsWith", "nstartsWith", "endsWith", "nendsWith", "in", "nin"];

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Null_is_no_operand_but_of_eq_and_neq(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        foreach (var where in NegativeToo.Select(name => $"{{ percentComplete: {{ {name}: null }} }}")
                     .Concat(Texts.Select(name => $"{{ title: {{ {name}: null }} }}"))
                     .Append("{ id: { in: null } }").Append("{ leadAgency: { id: { nin: null } } }").Append("{ or: [{ status: { in: null } }] }")
                     .Append("{ deadlines: { none: { task: { plan: { issuer: { name: { or: [{ contains: null }] } } } } } } }"))
        {
            var answer = await world.AskAsync(Observer.Reader, $"{{ t: tasks(where: {where}) {{ totalCount }} plans {{ totalCount }} }}");
            var error = AnswerError.Single(answer);
            Assert.Equal(("HC0026", "t"), (error.Code, error.Path));
            Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("t").ValueKind);
            Assert.Equal(JsonValueKind.Object, answer.GetProperty("data").GetProperty("plans").ValueKind);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_says_nothing_finds_everything(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var all = world.Model.Tasks.Count(Observer.Reader.Sees);
        foreach (var where in new[]
                 {
                     "null", "{}", "{ and: [] }", "{ or: [] }", "{ and: [{}] }", "{ or: [{}] }", "{ status: null }", "{ status: {} }",
                     "{ and: null, or: null }",
                     "{ title: { and: [] } }", "{ title: { or: [] } }", "{ title: { and: null, or: null } }", "{ leadAgency: {} }", "{ leadAgency: null }",
                     "{ deadlines: {} }", "{ deadlines: null }", "{ deadlines: { all: {} } }", "{ id: {} }", "{ id: { nin: [] } }", "{ title: { nin: [] } }",
                 })
        {
            var data = await world.DataAsync(Observer.Reader, $"{{ tasks(where: {where}) {{ totalCount }} }}");
            Assert.True(all == data.GetProperty("tasks").GetProperty("totalCount").GetInt32(), where);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task In_nothing_finds_nothing(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        foreach (var where in new[]
                 {
                     "{ status: { in: [] } }", "{ id: { in: [] } }", "{ title: { in: [] } }", "{ leadAgency: { code: { in: [] } } }",
                     "{ leadAgency: { id: { in: [] } } }", "{ investmentItems: { some: { id: { in: [] } } } }", "{ timeliness: { in: [] } }",
                 })
        {
            var data = await world.DataAsync(Observer.Reader, $"{{ tasks(where: {where}) {{ totalCount nodes {{ id }} }} }}");
            Assert.Equal(0, data.GetProperty("tasks").GetProperty("totalCount").GetInt32());
            Assert.Equal(0, data.GetProperty("tasks").GetProperty("nodes").GetArrayLength());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_single_value_stands_for_a_list_of_it(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var data = await world.DataAsync(
            Observer.Reader,
            """
            query($in: [TaskStatus!], $order: [TaskSortInput!]) {
              a: tasks(where: { status: { in: [COMPLETED] } }, order: [{ title: DESC }]) { totalCount nodes { id } }
              b: tasks(where: { status: { in: COMPLETED } }, order: { title: DESC }) { totalCount nodes { id } }
              c: tasks(where: { and: { status: { in: $in } } }, order: $order) { totalCount nodes { id } }
            }
            """,
            new { @in = "COMPLETED", order = new { title = "DESC" } });
        Assert.Equal(data.GetProperty("a").GetRawText(), data.GetProperty("b").GetRawText());
        Assert.Equal(data.GetProperty("a").GetRawText(), data.GetProperty("c").GetRawText());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Variables_inside_a_filter_are_values_and_absent_ones_are_absent_fields(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        const string Document = """
            query($s: TaskStatus, $code: String, $ids: [ID]) {
              tasks(where: { status: { eq: $s }, leadAgency: { code: { eq: $code } }, id: { nin: $ids } }) { totalCount }
            }
            """;
        async Task<int> CountAsync(object variables) =>
            (await world.DataAsync(Observer.Reader, Document, variables)).GetProperty("tasks").GetProperty("totalCount").GetInt32();
        var tasks = world.Model.Tasks.Where(Observer.Reader.Sees).Cast<KGPlanGraph.Persistence.Model.PlanTask>().ToList();
        Assert.Equal(tasks.Count, await CountAsync(new { }));
        Assert.Equal(tasks.Count(task => EnumNames.Of(task.Status) == "COMPLETED"), await CountAsync(new { s = "COMPLETED" }));
        Assert.Equal(tasks.Count(task => task.LeadAgency is null), await CountAsync(new { code = (string?)null }));
        Assert.Equal(0, await CountAsync(new { s = (string?)null }));
        Assert.Equal(
            tasks.Count(task => task.LeadAgency?.Code == "A01") - 1,
            await CountAsync(new { code = "A01", ids = new[] { Ids.Of(tasks.First(task => task.LeadAgency?.Code == "A01")) } }));
    }
}
