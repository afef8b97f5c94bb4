using System.Text.Json;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>Reads answers whatever their shape.</summary>
internal static class Answers
{
    /// <summary>The global ids in each field of the root, by its response key.</summary>
    public static Dictionary<string, HashSet<string>> IdsByField(JsonElement answer)
    {
        var data = answer.GetProperty("data");
        return data.ValueKind == JsonValueKind.Object
            ? data.EnumerateObject().ToDictionary(field => field.Name, field => Objects(field.Value).SelectMany(Ids).ToHashSet())
            : [];
    }

    /// <summary>Every JSON object in it, itself included.</summary>
    public static IEnumerable<JsonElement> Objects(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => [element, .. element.EnumerateObject().SelectMany(field => Objects(field.Value))],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Objects),
        _ => [],
    };

    /// <summary>The pages whose totalCount is not the number of their nodes: each was asked for as a whole.</summary>
    public static IEnumerable<string> WrongCounts(JsonElement answer) => Objects(answer)
        .Where(page => page.TryGetProperty("totalCount", out var count) && page.TryGetProperty("nodes", out var nodes)
            && (count.GetInt32() != nodes.GetArrayLength() || (page.TryGetProperty("edges", out var edges) && edges.GetArrayLength() != count.GetInt32())
                || (page.TryGetProperty("pageInfo", out var info) && info.EnumerateObject().Any(field => field.Value.ValueKind == JsonValueKind.True))))
        .Select(page => page.GetRawText());

    /// <summary>The codes of the errors.</summary>
    public static IEnumerable<string?> Codes(JsonElement answer) => answer.TryGetProperty("errors", out var errors)
        ? errors.EnumerateArray().Select(error => error.GetProperty("extensions").GetProperty("code").GetString())
        : [];

    private static IEnumerable<string> Ids(JsonElement found) => found.EnumerateObject()
        .Where(field => field.Name is "id" or "subjectId" && field.Value.ValueKind == JsonValueKind.String)
        .Select(field => field.Value.GetString()!);
}
