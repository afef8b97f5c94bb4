using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KGPlanGraph.Tests.Docs;

/// <summary>Whether an answer is the one that a document shows, where "…" stands for what differs from one server to the next.</summary>
internal static class Shown
{
    private const string Anything = "…";

    public static bool Fits(JsonNode? shown, JsonNode? given) => (shown, given) switch
    {
        (JsonValue value, not null) when value.TryGetValue<string>(out var text) && text == Anything => true,
        (JsonObject left, JsonObject right) => left.Count == right.Count && left.All(field => right.ContainsKey(field.Key) && Fits(field.Value, right[field.Key])),
        (JsonArray left, JsonArray right) => left.Count == right.Count && left.Zip(right).All(pair => Fits(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(shown, given),
    };

    public static bool Fits(string shown, string given) =>
        Regex.IsMatch(given.Trim(), $@"\A{Regex.Escape(shown.Trim()).Replace(Anything, ".*", StringComparison.Ordinal)}\z");
}
