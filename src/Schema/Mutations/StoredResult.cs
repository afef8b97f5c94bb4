using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>
/// Keeps an answer as text: <c>{"objects":{"progressReport":12},"values":{…}}</c>. An object that is not in the database is
/// <c>{"type":"ImportReport","fields":{…}}</c>.
/// </summary>
internal static class StoredResult
{
    public static string ToText(MutationResult result) => new JsonObject
    {
        ["objects"] = new JsonObject(result.Objects.Select(named => KeyValuePair.Create(named.Key, (JsonNode?)named.Value))),
        ["values"] = Fields(result.Values),
    }.ToJsonString();

    public static MutationResult FromText(string text)
    {
        using var stored = JsonDocument.Parse(text);
        return new()
        {
            Objects = stored.RootElement.GetProperty("objects").EnumerateObject().ToDictionary(named => named.Name, named => named.Value.GetInt64()),
            Values = Fields(stored.RootElement.GetProperty("values")),
        };
    }

    private static JsonObject Fields(IReadOnlyDictionary<string, object?> values) =>
        new(values.Select(named => KeyValuePair.Create(named.Key, Node(named.Value))));

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag,
        PayloadReference reference => new JsonObject { ["key"] = reference.Key },
        PayloadObject made => new JsonObject { ["type"] = made.TypeName, ["fields"] = Fields(made.Fields) },
        IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(Node)]),
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    private static Dictionary<string, object?> Fields(JsonElement values) =>
        values.EnumerateObject().ToDictionary(named => named.Name, named => Value(named.Value));

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.GetInt64(),
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.Object when value.TryGetProperty("key", out var key) => new PayloadReference(null, key.GetInt64()),
        JsonValueKind.Object => new PayloadObject(value.GetProperty("type").GetString()!, Fields(value.GetProperty("fields"))),
        _ => null,
    };
}
