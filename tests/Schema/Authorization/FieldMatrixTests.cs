using System.Text.Json;
using KGPlanGraph.Persistence;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>The fields that permissions.md keeps for some roles, on every road to them: null and an error at each place, and all else is answered.</summary>
[Collection(MatrixCollection.Name)]
public sealed class FieldMatrixTests(MatrixWorlds worlds)
{
    [Theory, MemberData(nameof(MatrixWorlds.Callers), MemberType = typeof(MatrixWorlds))]
    public async Task A_field_is_null_with_an_error_at_each_place_for_those_who_may_not_read_it(DatabaseEngine engine, string callerName)
    {
        var world = worlds[engine];
        var caller = MatrixCaller.Named(callerName);
        if (!PermissionTable.Rows[0].IsFor(caller))
        {
            return;
        }

        foreach (var (name, row) in PermissionTable.Fields)
        {
            await CheckAsync(world, caller, name.Split('.')[0], name.Split('.')[1], row.IsFor(caller));
        }
    }

    [Theory, MemberData(nameof(MatrixWorlds.Callers), MemberType = typeof(MatrixWorlds))]
    public async Task Nobody_filters_or_sorts_by_such_a_field(DatabaseEngine engine, string callerName)
    {
        var world = worlds[engine];
        foreach (var name in PermissionTable.Fields.Keys)
        {
            var (list, field) = (List(name.Split('.')[0]), name.Split('.')[1]);
            string[] arguments = [$$"""where: { {{field}}: { eq: "x" } }""", $$"""order: [{ {{field}}: ASC }]"""];
            foreach (var argument in arguments)
            {
                var answer = await world.AskAsync(MatrixCaller.Named(callerName), $$"""{ {{list}}({{argument}}) { totalCount } }""");
                Assert.False(answer.TryGetProperty("data", out _));
            }
        }
    }

    private static async Task CheckAsync(MatrixWorld world, MatrixCaller caller, string type, string field, bool mayRead)
    {
        foreach (var document in Roads(type, $"id __typename {field} again: {field}", world))
        {
            var whole = Places((await world.WholeAsync(document)).GetProperty("data")).DistinctBy(place => place.Id)
                .ToDictionary(place => place.Id, place => place.Object.GetProperty(field).ToString());
            var answer = await world.AskAsync(caller, document);
            var places = Places(answer.GetProperty("data")).ToList();
            if (mayRead)
            {
                Assert.Empty(Answers.Codes(answer));
                Assert.All(places, place => Assert.Equal(whole[place.Id], place.Object.GetProperty(field).ToString()));
                continue;
            }

            Assert.All(places, place => Assert.Equal(
                (JsonValueKind.Null, JsonValueKind.Null, type),
                (place.Object.GetProperty(field).ValueKind, place.Object.GetProperty("again").ValueKind, place.Object.GetProperty("__typename").GetString())));
            var expected = places.SelectMany(place => new[] { $"{place.Path}.{field}", $"{place.Path}.again" });
            var errors = answer.TryGetProperty("errors", out var found) ? found.EnumerateArray().ToList() : [];
            Assert.Equal(expected.Order(StringComparer.Ordinal), errors.Select(PathOf).Order(StringComparer.Ordinal));
            Assert.All(errors, error =>
            {
                Assert.Equal("AUTH_NOT_AUTHORIZED", error.GetProperty("extensions").GetProperty("code").GetString());
                Assert.StartsWith(
                    "The current user is not authorized to access this resource. It needs the role ", error.GetProperty("message").GetString(), StringComparison.Ordinal);
            });
        }
    }

    private static string List(string type) => SchemaRoads.Lists.Single(list => list.Value.Name == type).Key;

    private static IEnumerable<string> Roads(string type, string selection, MatrixWorld world)
    {
        var list = List(type);
        yield return $$"""{ {{list}}(first: 1000) { nodes { {{selection}} } edges { node { {{selection}} } } } }""";
        if (type == "Change")
        {
            yield break;
        }

        var some = IdRoads.OfType(world.Data, type).First(MatrixCaller.Reader.Sees).Id;
        var fragment = $$"""... on {{type}} { {{selection}} }""";
        yield return $$"""{ node(id: "{{some}}") { {{fragment}} } nodes(ids: ["{{some}}", "{{some}}"]) { {{fragment}} } }""";
        yield return $$"""{ tasks(first: 1000) { nodes { {{list}}(first: 1000) { nodes { {{selection}} } } } } }""";
        yield return $$"""{ changes(first: 1000) { nodes { object { {{fragment}} } } } }""";
    }

    private static IEnumerable<(string Path, string Id, JsonElement Object)> Places(JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Object when element.TryGetProperty("id", out var id) => [(path, id.GetString()!, element)],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => Places(field.Value, $"{path}.{field.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Places(item, $"{path}.{index}")),
        _ => [],
    };

    private static string PathOf(JsonElement error) => string.Concat(error.GetProperty("path").EnumerateArray().Select(part => $".{part}"));
}
