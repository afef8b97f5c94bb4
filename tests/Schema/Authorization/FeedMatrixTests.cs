using KGPlanGraph.Persistence;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>The feed tells each caller of the changes of what it may see, as it saw them.</summary>
[Collection(MatrixCollection.Name)]
public sealed class FeedMatrixTests(MatrixWorlds worlds)
{
    private const string Feed = """
        query ($after: String) { changes(first: 7, after: $after) { pageInfo { hasNextPage endCursor } nodes { kind subjectId object { id } } } }
        """;

    [Theory, MemberData(nameof(MatrixWorlds.Callers), MemberType = typeof(MatrixWorlds))]
    public async Task Each_object_has_the_changes_that_the_caller_could_see(DatabaseEngine engine, string callerName)
    {
        var world = worlds[engine];
        var caller = MatrixCaller.Named(callerName);
        if (!PermissionTable.Rows[0].IsFor(caller))
        {
            return;
        }

        var told = new List<(string Id, string Kind, bool HasObject)>();
        string? after = null;
        do
        {
            var page = (await world.AskAsync(caller, Feed, new { after })).GetProperty("data").GetProperty("changes");
            told.AddRange(page.GetProperty("nodes").EnumerateArray().Select(change => (
                change.GetProperty("subjectId").GetString()!, change.GetProperty("kind").GetString()!,
                change.GetProperty("object").ValueKind == System.Text.Json.JsonValueKind.Object)));
            var info = page.GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);

        Assert.All(told, change => Assert.True(change.HasObject));
        foreach (var it in world.Data.Objects)
        {
            Assert.Equal(
                (it.Name, string.Join(' ', it.ChangesSeenBy(caller))),
                (it.Name, string.Join(' ', told.Where(change => change.Id == it.Id).Select(change => change.Kind))));
        }
    }

    [Theory, MemberData(nameof(MatrixWorlds.Callers), MemberType = typeof(MatrixWorlds))]
    public async Task A_filter_by_kind_means_the_kind_that_the_caller_is_told(DatabaseEngine engine, string callerName)
    {
        var world = worlds[engine];
        var caller = MatrixCaller.Named(callerName);
        if (!PermissionTable.Rows[0].IsFor(caller))
        {
            return;
        }

        var answer = (await world.AskAsync(caller, """
            {
              all: changes(first: 1000) { totalCount nodes { id kind } }
              CREATED: changes(first: 1000, where: { kind: { eq: CREATED } }) { totalCount nodes { id kind } }
              UPDATED: changes(first: 1000, where: { kind: { in: [UPDATED] } }) { totalCount nodes { id kind } }
              DELETED: changes(first: 1000, where: { kind: { eq: DELETED } }) { totalCount nodes { id kind } }
            }
            """)).GetProperty("data");
        var all = Changes("all");

        Assert.Equal(all.Count, answer.GetProperty("all").GetProperty("totalCount").GetInt32());
        foreach (var kind in new[] { "CREATED", "UPDATED", "DELETED" })
        {
            Assert.Equal(all.Where(change => change.Kind == kind), Changes(kind));
        }

        List<(string? Id, string? Kind)> Changes(string field) => [.. answer.GetProperty(field).GetProperty("nodes").EnumerateArray()
            .Select(change => (change.GetProperty("id").GetString(), change.GetProperty("kind").GetString()))];
    }
}
