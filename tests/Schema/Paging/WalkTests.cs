using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Schema.Filtering;
using KGPlanGraph.Tests.Schema.Reads;

namespace KGPlanGraph.Tests.Schema.Paging;

[Collection(ReadsCollection.Name)]
public sealed class WalkTests(ReadWorlds worlds)
{
    private static readonly int[] Sizes = [3, 7, 19];

    [Theory, MemberData(nameof(FilterPropertyTests.EnginesAndTypes), MemberType = typeof(FilterPropertyTests))]
    public async Task A_walk_yields_each_row_once_in_order_in_both_directions(DatabaseEngine engine, string connection)
    {
        var world = await worlds.OfAsync(engine);
        var type = FilterTypes.All.Single(type => type.Connection == connection);
        var random = new Random(connection.Length);
        var observer = Observer.Kinds[random.Next(Observer.Kinds.Count)];
        var rows = type.Rows(world.Model).Where(observer.Sees).ToList();
        var keys = SortKey.AllOf(type, depth: 2).ToList();
        for (var number = 0; number < 6; number++)
        {
            var order = number == 0 ? null : Enumerable.Range(0, random.Next(1, 4)).Select(_ => keys[random.Next(keys.Count)]).ToList();
            var expected = (order is null ? DefaultOrders.Sort(type, rows) : SortKey.Sort(rows, order)).Select(Ids.Of).ToList();
            var arguments = order is null ? "" : $"order: {InputText.Literal(order.Select(key => key.Input()))}, ";
            foreach (var backward in new[] { false, true })
            {
                var found = await Walk.AllAsync(world, observer, type, arguments, Sizes[random.Next(Sizes.Length)], backward, expected.Count);
                Assert.True(
                    expected.SequenceEqual(found), $"{connection}({arguments}) backward {backward} differs at {Walk.FirstDifference(expected, found)}");
            }
        }
    }

    [Theory, MemberData(nameof(FilterPropertyTests.EnginesAndTypes), MemberType = typeof(FilterPropertyTests))]
    public async Task After_with_before_is_what_lies_between(DatabaseEngine engine, string connection)
    {
        var world = await worlds.OfAsync(engine);
        var type = FilterTypes.All.Single(type => type.Connection == connection);
        var keys = SortKey.AllOf(type, depth: 1).ToList();
        var random = new Random(connection.Length);
        for (var number = 0; number < 6; number++)
        {
            var order = InputText.Literal(Enumerable.Range(0, 2).Select(_ => keys[random.Next(keys.Count)].Input()));
            var first = await world.DataAsync(
                Observer.Coordinator, $"{{ {connection}(first: 100, order: {order}) {{ edges {{ cursor node {{ id }} }} }} }}");
            var edges = first.GetProperty(connection).GetProperty("edges").EnumerateArray()
                .Select(edge => (Cursor: edge.GetProperty("cursor").GetString(), Id: edge.GetProperty("node").GetProperty("id").GetString())).ToList();
            var (after, before) = (random.Next(edges.Count), random.Next(edges.Count));
            var between = after < before ? edges[(after + 1)..before].Select(edge => edge.Id).ToList() : [];
            var size = random.Next(1, 8);
            var data = await world.DataAsync(
                Observer.Coordinator,
                $$"""
                query($after: String, $before: String) {
                  all: {{connection}}(first: 100, after: $after, before: $before, order: {{order}}) { nodes { id } pageInfo { hasPreviousPage hasNextPage } }
                  head: {{connection}}(first: {{size}}, after: $after, before: $before, order: {{order}}) { nodes { id } }
                  tail: {{connection}}(last: {{size}}, after: $after, before: $before, order: {{order}}) { nodes { id } pageInfo { hasPreviousPage } }
                }
                """,
                new { after = edges[after].Cursor, before = edges[before].Cursor });

            Assert.Equal(between, IdsOf(data, "all"));
            Assert.Equal(between.Take(size), IdsOf(data, "head"));
            Assert.Equal(between.TakeLast(size), IdsOf(data, "tail"));
            Assert.True(data.GetProperty("all").GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean());
            Assert.True(data.GetProperty("all").GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
        }
    }

    private static IEnumerable<string?> IdsOf(System.Text.Json.JsonElement data, string alias) =>
        data.GetProperty(alias).GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString());
}
