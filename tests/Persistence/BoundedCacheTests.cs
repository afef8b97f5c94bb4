using KGPlanGraph.Persistence;

namespace KGPlanGraph.Tests.Persistence;

public sealed class BoundedCacheTests
{
    [Fact]
    public void Past_the_number_those_go_that_were_used_longest_ago_until_a_quarter_is_free()
    {
        var cache = new BoundedCache<string, int>(8);
        foreach (var number in Enumerable.Range(0, 8))
        {
            cache.Add($"{number}", number);
        }

        Assert.True(cache.TryGet("0", out _));
        Assert.True(cache.TryGet("2".AsSpan(), out _));
        cache.Add("8", 8);

        Assert.Equal(6, cache.Count);
        Assert.Equal([0, 2, 5, 6, 7, 8], Enumerable.Range(0, 9).Where(number => cache.TryGet($"{number}", out _)));
    }

    [Fact]
    public void Past_the_weight_as_many_go_as_it_takes_and_what_has_grown_is_weighed_again()
    {
        var cache = new BoundedCache<string, List<int>>(100, 100, (_, list) => list.Count);
        var lists = Enumerable.Range(0, 10).Select(_ => Enumerable.Range(0, 10).ToList()).ToList();
        foreach (var (number, list) in lists.Index())
        {
            cache.Add($"{number}", list);
        }

        Assert.Equal((10, 100), (cache.Count, cache.Weight));

        lists[9].Add(0);
        cache.Weigh("none".AsSpan());
        Assert.Equal(100, cache.Weight);
        cache.Weigh("9".AsSpan());
        Assert.Equal((7, 71), (cache.Count, cache.Weight));

        lists[3].Clear();
        Assert.Equal(61, cache.WeighAll());
        Assert.False(cache.TryGet("2", out _));
        Assert.True(cache.TryGet("3", out _));
    }

    [Fact]
    public void What_is_heavier_than_all_may_be_is_not_kept()
    {
        var cache = new BoundedCache<string, string>(100, 100, (_, text) => text.Length);
        cache.Add("light", "x");

        Assert.Equal(new string('x', 101), cache.Add("heavy", new('x', 101)));

        Assert.Equal((0, 0), (cache.Count, cache.Weight));
    }

    [Fact]
    public void The_first_value_of_a_key_is_kept_unless_another_is_set()
    {
        var cache = new BoundedCache<string, string>(10, 100, (_, text) => text.Length);

        Assert.Equal("first", cache.Add("key", "first"));
        Assert.Equal("first", cache.Add("key", "second"));
        cache.Set("key", "third one");

        Assert.True(cache.TryGet("key", out var value));
        Assert.Equal("third one", value);
        Assert.Equal((1, 9), (cache.Count, cache.Weight));
    }

    [Fact]
    public void The_bounds_hold_whoever_adds_at_once()
    {
        var cache = new BoundedCache<int, int>(50, 10_000, (key, _) => key % 300);

        Parallel.For(0, 20_000, number =>
        {
            cache.Add(number % 1_000, number);
            cache.Set(number % 700, number);
            cache.TryGet(number % 500, out _);
        });

        var kept = Enumerable.Range(0, 1_000).Where(key => cache.TryGet(key, out _)).ToList();
        Assert.InRange(cache.Count, 1, 50);
        Assert.Equal((kept.Count, kept.Sum(key => key % 300)), (cache.Count, cache.Weight));
    }
}
