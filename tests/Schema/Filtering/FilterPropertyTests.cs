using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Schema.Reads;

namespace KGPlanGraph.Tests.Schema.Filtering;

[Collection(ReadsCollection.Name)]
public sealed class FilterPropertyTests(ReadWorlds worlds)
{
    private const int FiltersPerType = 25;

    public static TheoryData<DatabaseEngine, string> EnginesAndTypes
    {
        get
        {
            var cases = new TheoryData<DatabaseEngine, string>();
            foreach (var type in FilterTypes.All)
            {
                cases.Add(DatabaseEngine.Postgres, type.Connection);
                cases.Add(DatabaseEngine.Sqlite, type.Connection);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(EnginesAndTypes))]
    public async Task A_filter_finds_what_it_finds_in_memory(DatabaseEngine engine, string connection)
    {
        var world = await worlds.OfAsync(engine);
        var type = FilterTypes.All.Single(type => type.Connection == connection);
        for (var number = 0; number < FiltersPerType; number++)
        {
            var random = new Random((number * 100) + connection.Length);
            var observer = Observer.Kinds[random.Next(Observer.Kinds.Count)];
            var where = new FilterGenerator(random, world.Model).Where(type, depth: 3);
            var isLiteral = number % 2 == 0;
            if (await ComplaintAsync(world, type, observer, where, isLiteral) is null)
            {
                continue;
            }

            var shrunk = await FilterShrinker.ShrinkAsync(
                where, async smaller => await ComplaintAsync(world, type, observer, smaller, isLiteral) is not null);
            Assert.Fail($"{observer}: {connection}(where: {InputText.Literal(shrunk)}): {await ComplaintAsync(world, type, observer, shrunk, isLiteral)}");
        }
    }

    // What is wrong with the answer; null for nothing.
    private static async Task<string?> ComplaintAsync(
        ReadWorld world, FilterType type, Observer observer, Dictionary<string, object?> where, bool isLiteral)
    {
        var expected = type.Rows(world.Model).Where(observer.Sees).Where(row => FilterEvaluator.Holds(type, where, row, observer))
            .Select(Ids.Of).ToHashSet();
        var found = new List<string>();
        string? after = null;
        do
        {
            var answer = await AskAsync(world, type, observer, where, isLiteral, after);
            if (answer.TryGetProperty("errors", out var errors))
            {
                return errors.GetRawText();
            }

            var page = answer.GetProperty("data").GetProperty(type.Connection);
            if (page.GetProperty("totalCount").GetInt32() != expected.Count)
            {
                return $"totalCount is {page.GetProperty("totalCount")}, not {expected.Count}";
            }

            found.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!));
            var info = page.GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
        if (found.Count == expected.Count && expected.SetEquals(found))
        {
            return null;
        }

        return $"too many: {string.Join(' ', found.Where(id => !expected.Contains(id)).Take(3))}; "
            + $"missing: {string.Join(' ', expected.Except(found).Take(3))}";
    }

    private static Task<JsonElement> AskAsync(
        ReadWorld world, FilterType type, Observer observer, Dictionary<string, object?> where, bool isLiteral, string? after)
    {
        const string Page = "{ totalCount nodes { id } pageInfo { hasNextPage endCursor } }";
        return isLiteral
            ? world.AskAsync(
                observer, $"query($after: String) {{ {type.Connection}(first: 100, after: $after, where: {InputText.Literal(where)}) {Page} }}", new { after })
            : world.AskAsync(
                observer, $"query($where: {type.Filter}, $after: String) {{ {type.Connection}(first: 100, after: $after, where: $where) {Page} }}",
                new { where = InputText.Json(where), after });
    }
}
