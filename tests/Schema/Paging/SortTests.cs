using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Schema.Filtering;
using KGPlanGraph.Tests.Schema.Reads;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Paging;

[Collection(ReadsCollection.Name)]
public sealed class SortTests(ReadWorlds worlds)
{
    [Theory, MemberData(nameof(FilterPropertyTests.EnginesAndTypes), MemberType = typeof(FilterPropertyTests))]
    public async Task Every_key_sorts_both_ways_with_nulls_as_the_largest(DatabaseEngine engine, string connection)
    {
        var world = await worlds.OfAsync(engine);
        var type = FilterTypes.All.Single(type => type.Connection == connection);
        foreach (var key in SortKey.AllOf(type, depth: 1))
        {
            await HoldsAsync(world, type, Observer.Coordinator, [key]);
        }
    }

    [Theory, MemberData(nameof(FilterPropertyTests.EnginesAndTypes), MemberType = typeof(FilterPropertyTests))]
    public async Task Several_keys_sort_one_after_the_other(DatabaseEngine engine, string connection)
    {
        var world = await worlds.OfAsync(engine);
        var type = FilterTypes.All.Single(type => type.Connection == connection);
        var keys = SortKey.AllOf(type, depth: 2).ToList();
        var random = new Random(connection.Length);
        for (var number = 0; number < 12; number++)
        {
            await HoldsAsync(world, type, Observer.Kinds[number % 3], [.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => keys[random.Next(keys.Count)])]);
        }
    }

    [Theory, MemberData(nameof(FilterPropertyTests.EnginesAndTypes), MemberType = typeof(FilterPropertyTests))]
    public async Task Without_an_order_the_documented_one_holds(DatabaseEngine engine, string connection)
    {
        var world = await worlds.OfAsync(engine);
        var type = FilterTypes.All.Single(type => type.Connection == connection);
        var expected = DefaultOrders.Sort(type, type.Rows(world.Model).Where(Observer.Coordinator.Sees)).Select(Ids.Of);
        Assert.Equal(expected, await Walk.AllAsync(world, Observer.Coordinator, type, "", 100));
        Assert.Equal(expected, await Walk.AllAsync(world, Observer.Coordinator, type, "order: [], ", 100));
        Assert.Equal(expected, await Walk.AllAsync(world, Observer.Coordinator, type, "order: null, ", 100));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_same_key_twice_sorts_by_its_first_direction(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var key = SortKey.AllOf(FilterTypes.Task, 0).First(key => key.Field.Name == "status");
        await HoldsAsync(world, FilterTypes.Task, Observer.Reader, [key, key with { IsDescending = true }]);
        await HoldsAsync(world, FilterTypes.Task, Observer.Reader, [key with { IsDescending = true }, key]);
    }

    private static async Task HoldsAsync(ReadWorld world, FilterType type, Observer observer, List<SortKey> keys)
    {
        var expected = SortKey.Sort(type.Rows(world.Model).Where(observer.Sees), keys).Select(Ids.Of).ToList();
        var order = InputText.Literal(keys.Select(key => key.Input()));
        var found = await Walk.AllAsync(world, observer, type, $"order: {order}, ", 100);
        Assert.True(expected.SequenceEqual(found), $"{type.Connection}(order: {order}) is not in order at {Walk.FirstDifference(expected, found)}");
    }
}
