using System.Text.Json;
using KGPlanGraph.Tests.Schema.Filtering;
using KGPlanGraph.Tests.Schema.Reads;

namespace KGPlanGraph.Tests.Schema.Paging;

/// <summary>Walks a connection page by page as a client would.</summary>
internal static class Walk
{
    private const string Page = "{ totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }";

    /// <summary>The ids of all rows in order, read forward or backward; what a page says of itself is checked on the way.</summary>
    public static async Task<List<string>> AllAsync(
        ReadWorld world, Observer observer, FilterType type, string arguments, int size, bool backward = false, int? total = null)
    {
        var found = new List<string>();
        string? cursor = null;
        while (true)
        {
            var page = await PageAsync(world, observer, type, arguments, size, backward, cursor);
            var ids = Check(page, size);
            if (total is not null)
            {
                Assert.Equal(total, page.GetProperty("totalCount").GetInt32());
            }

            var info = page.GetProperty("pageInfo");
            var (further, behind) = backward ? ("hasPreviousPage", "hasNextPage") : ("hasNextPage", "hasPreviousPage");
            Assert.Equal(cursor is not null, info.GetProperty(behind).GetBoolean());
            found.InsertRange(backward ? 0 : found.Count, ids);
            if (!info.GetProperty(further).GetBoolean())
            {
                return found;
            }

            Assert.Equal(size, ids.Count);
            cursor = info.GetProperty(backward ? "startCursor" : "endCursor").GetString();
        }
    }

    /// <summary>One page.</summary>
    public static async Task<JsonElement> PageAsync(
        ReadWorld world, Observer observer, FilterType type, string arguments, int size, bool backward, string? cursor)
    {
        var (count, place) = backward ? ("last", "before") : ("first", "after");
        var data = await world.DataAsync(
            observer, $"query($cursor: String, $size: Int) {{ {type.Connection}({arguments}{count}: $size, {place}: $cursor) {Page} }}", new { cursor, size });
        return data.GetProperty(type.Connection);
    }

    /// <summary>Where two lists part.</summary>
    public static string FirstDifference(IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        var index = expected.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{index}: expected {expected.ElementAtOrDefault(index)}, found {found.ElementAtOrDefault(index)}";
    }

    // Nodes, edges and page info of one page speak of the same rows.
    private static List<string> Check(JsonElement page, int size)
    {
        var ids = page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!).ToList();
        var edges = page.GetProperty("edges").EnumerateArray().ToList();
        Assert.True(ids.Count <= size);
        Assert.Equal(ids, edges.Select(edge => edge.GetProperty("node").GetProperty("id").GetString()!));
        var info = page.GetProperty("pageInfo");
        Assert.Equal(edges.Count == 0 ? null : edges[0].GetProperty("cursor").GetString(), info.GetProperty("startCursor").GetString());
        Assert.Equal(edges.Count == 0 ? null : edges[^1].GetProperty("cursor").GetString(), info.GetProperty("endCursor").GetString());
        return ids;
    }
}
