using System.Text;
using System.Text.Json;
using GraphQL.Types;
using KGPlanGraph.Schema.Compilation;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>Compares some, none, all and any with the lists as the same caller reads them.</summary>
internal static class QuantifierCheck
{
    public static async Task RunAsync(MatrixWorld world, MatrixCaller caller, string list, FieldType field)
    {
        var read = await world.AskAsync(caller, $$"""{ list: {{list}}(first: 1000) { nodes { id {{SchemaRoads.Selection(field)}} } } }""");
        var owners = Nodes(read.GetProperty("data").GetProperty("list"))
            .ToDictionary(
                owner => owner.GetProperty("id").GetString()!,
                owner => Nodes(owner.GetProperty(field.Name)).Select(node => node.GetProperty("id").GetString()!).ToList());

        var expected = new List<(string Where, Func<List<string>, bool> Holds)>
        {
            ("any: true", ids => ids.Count > 0),
            ("any: false", ids => ids.Count == 0),
        };
        foreach (var it in IdRoads.OfType(world.Data, Element(field).Name))
        {
            expected.Add(($$"""some: { id: { eq: "{{it.Id}}" } }""", ids => ids.Contains(it.Id)));
            expected.Add(($$"""none: { id: { eq: "{{it.Id}}" } }""", ids => !ids.Contains(it.Id)));
            expected.Add(($$"""all: { id: { eq: "{{it.Id}}" } }""", ids => ids.TrueForAll(id => id == it.Id)));
        }

        var document = new StringBuilder("{");
        foreach (var (index, (where, _)) in expected.Index())
        {
            document.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $$""" a{{index}}: {{list}}(first: 1000, where: { {{field.Name}}: { {{where}} } }) { nodes { id } }""");
        }

        var data = (await world.AskAsync(caller, document.Append('}').ToString())).GetProperty("data");
        foreach (var (index, (where, holds)) in expected.Index())
        {
            var found = Nodes(data.GetProperty($"a{index}")).Select(node => node.GetProperty("id").GetString()!);
            Assert.True(
                owners.Where(owner => holds(owner.Value)).Select(owner => owner.Key).ToHashSet().SetEquals(found),
                $"{list}, {field.Name}: {where} for {caller.Name}");
        }
    }

    private static IGraphType Element(FieldType field) =>
        field.ResolvedType!.GetNamedGraphType() is IComplexGraphType type && type.GetField("nodes") is { } nodes
        ? nodes.ResolvedType!.GetNamedGraphType()
        : field.ResolvedType!.GetNamedGraphType();

    private static JsonElement.ArrayEnumerator Nodes(JsonElement list) => list.ValueKind switch
    {
        JsonValueKind.Array => list.EnumerateArray(),
        JsonValueKind.Object => list.GetProperty("nodes").EnumerateArray(),
        _ => default,
    };
}
