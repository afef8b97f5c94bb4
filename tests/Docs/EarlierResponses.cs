using System.Globalization;
using System.Text.Json.Nodes;

namespace KGPlanGraph.Tests.Docs;

/// <summary>What earlier requests of a chapter were answered, for the places in later ones: <c>"{importPlan.plan.id}"</c>.</summary>
/// <param name="files">Texts by name, for the places that name one.</param>
public sealed class EarlierResponses(IReadOnlyDictionary<string, string> files)
{
    private readonly JsonObject latest = [];

    public void Add(JsonNode data)
    {
        foreach (var (key, value) in data.AsObject())
        {
            latest[key] = value?.DeepClone();
        }
    }

    /// <summary>The variables with all places filled.</summary>
    public JsonNode? Fill(JsonNode? variables) => variables switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Fill(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Fill)]),
        JsonValue value when value.TryGetValue<string>(out var text) && text.StartsWith('{') && text.EndsWith('}') => Find(text[1..^1]),
        _ => variables?.DeepClone(),
    };

    private JsonNode? Find(string place)
    {
        if (files.TryGetValue(place, out var text))
        {
            return text;
        }

        JsonNode? found = latest;
        foreach (var part in place.Split('.'))
        {
            found = found is JsonArray items ? items[int.Parse(part, CultureInfo.InvariantCulture)] : found![part];
        }

        return found!.DeepClone();
    }
}
