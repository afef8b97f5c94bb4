using System.Buffers.Text;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Schema.Reads;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Paging;

[Collection(ReadsCollection.Name)]
public sealed class PagingFaultTests(ReadWorlds worlds)
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Too_large_a_page_is_a_field_error_that_says_how_many_there_may_be(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        foreach (var argument in new[] { "first", "last" })
        {
            var answer = await world.AskAsync(
                Observer.Reader, $"query($n: Int) {{ big: tasks({argument}: $n) {{ nodes {{ id }} }} plans {{ totalCount }} }}", new { n = 101 });
            var error = AnswerError.Single(answer);
            Assert.Equal(("HC0051", "big", 101, 100), (error.Code, error.Path, error["requestedItems"].GetInt32(), error["maxAllowedItems"].GetInt32()));
            Assert.Equal(1, error.Json.GetProperty("locations")[0].GetProperty("line").GetInt32());
            Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("big").ValueKind);
            Assert.True(answer.GetProperty("data").GetProperty("plans").GetProperty("totalCount").GetInt32() > 0);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task First_with_last_and_pages_of_nothing_are_field_errors(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        foreach (var arguments in new[] { "first: 1, last: 1", "first: 0", "first: -1", "last: 0", "last: -2147483648", "first: 500, last: 500" })
        {
            var answer = await world.AskAsync(Observer.Reader, $"{{ tasks({arguments}) {{ nodes {{ id }} }} plans {{ totalCount }} }}");
            var error = AnswerError.Single(answer);
            Assert.Equal(("HC0079", "tasks"), (error.Code, error.Path));
            Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("tasks").ValueKind);
            Assert.Equal(JsonValueKind.Object, answer.GetProperty("data").GetProperty("plans").ValueKind);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_fault_in_a_nested_connection_is_told_for_each_parent(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var answer = await world.AskAsync(
            Observer.Reader,
            """
            { plans(first: 2) { nodes { code tasks(first: 1000) { nodes { id } } sections { label } } edges { node { t: tasks(last: 0) { totalCount } } } } }
            """);
        var errors = AnswerError.Of(answer);
        Assert.Equal(
            ["HC0051 plans.nodes.0.tasks", "HC0051 plans.nodes.1.tasks", "HC0079 plans.edges.0.node.t", "HC0079 plans.edges.1.node.t"],
            errors.Select(error => $"{error.Code} {error.Path}"));
        var plan = answer.GetProperty("data").GetProperty("plans").GetProperty("nodes")[0];
        Assert.Equal(JsonValueKind.Null, plan.GetProperty("tasks").ValueKind);
        Assert.True(plan.GetProperty("sections").GetArrayLength() > 0);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task No_size_is_ten_and_null_is_no_size(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var data = await world.DataAsync(
            Observer.Reader,
            """
            query($n: Int) { a: tasks { nodes { id } } b: tasks(first: null, last: null, after: null) { nodes { id } } c: tasks(first: $n) { nodes { id } } }
            """);
        foreach (var alias in new[] { "a", "b", "c" })
        {
            Assert.Equal(10, data.GetProperty(alias).GetProperty("nodes").GetArrayLength());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_cursor_that_was_not_made_for_this_order_is_a_field_error_that_names_it(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var made = await world.DataAsync(
            Observer.Reader,
            "{ tasks(first: 3, order: [{ title: ASC }, { leadAgency: { code: DESC } }]) { edges { cursor } } deadlines(first: 1) { edges { cursor } } }");
        var good = made.GetProperty("tasks").GetProperty("edges")[1].GetProperty("cursor").GetString()!;
        var other = made.GetProperty("deadlines").GetProperty("edges")[0].GetProperty("cursor").GetString()!;
        const string SameOrder = "[{ title: ASC }, { leadAgency: { code: DESC } }]";
        string[] others = ["[]", "[{ title: DESC }, { leadAgency: { code: DESC } }]", "[{ title: ASC }]", "[{ title: ASC }, { plan: { code: DESC } }]"];
        foreach (var order in others)
        {
            await IsRefusedAsync(world, order, good);
        }

        foreach (var cursor in Bad(good).Append(other))
        {
            await IsRefusedAsync(world, SameOrder, cursor);
        }

        await world.DataAsync(
            Observer.Reader, $"query($c: String) {{ tasks(after: $c, order: {SameOrder}) {{ nodes {{ id }} }} }}", new { c = good });
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Whatever_is_done_to_a_cursor_the_answer_is_a_page_or_a_field_error(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        const string Order = "[{ issuedOn: DESC }, { title: ASC }, { year: ASC }, { updatedAt: DESC }, { issuer: { name: ASC } }, { status: ASC }]";
        var made = await world.DataAsync(Observer.Coordinator, $"{{ plans(first: 5, order: {Order}) {{ edges {{ cursor }} }} }}");
        var random = new Random(3);
        for (var number = 0; number < 150; number++)
        {
            var bytes = Base64Url.DecodeFromChars(made.GetProperty("plans").GetProperty("edges")[number % 5].GetProperty("cursor").GetString()!);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var answer = await world.AskAsync(
                Observer.Coordinator, $"query($c: String) {{ plans({(number % 2 == 0 ? "after" : "before")}: $c, order: {Order}) {{ nodes {{ id }} }} }}",
                new { c = Base64Url.EncodeToString(bytes) });
            Assert.All(AnswerError.Of(answer), error => Assert.Equal("HC0078", error.Code));
        }
    }

    private static IEnumerable<string> Bad(string good)
    {
        yield return "";
        yield return "x";
        yield return "đ";
        yield return "🏭";
        yield return good[..^2];
        yield return good + "AAAA";
        yield return "B" + good[1..];
        yield return Base64Url.EncodeToString(new byte[40]);
        yield return Convert.ToBase64String("Task:1"u8);
        yield return new string('A', 100_000);
    }

    private static async Task IsRefusedAsync(ReadWorld world, string order, string cursor)
    {
        foreach (var argument in new[] { "after", "before" })
        {
            var answer = await world.AskAsync(
                Observer.Reader,
                $$"""
                query($c: String) {
                  tasks({{argument}}: $c, order: {{order}}) { nodes { id } }
                  plans(first: 1) { nodes { id tasks({{argument}}: $c, order: {{order}}) { totalCount } } }
                }
                """,
                new { c = cursor });
            var errors = AnswerError.Of(answer);
            Assert.Equal(["HC0078 tasks", "HC0078 plans.nodes.0.tasks"], errors.Select(error => $"{error.Code} {error.Path}"));
            Assert.All(errors, error => Assert.Equal((argument, cursor), (error["argument"].GetString(), error["cursor"].GetString())));
        }
    }
}
