using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Model.Mapping;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>Values as GraphQL writes them, except that a reference is the other object's row number.</summary>
internal static class ChangeJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonNode? ToNode(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        Enum member => JsonValue.Create(SnakeCaseNames.Of(member.ToString()).ToUpperInvariant()),
        DateOnly date => JsonValue.Create(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeOffset instant => JsonValue.Create(instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture)),
        IEnumerable<string> list => new JsonArray([.. list.Select(item => JsonValue.Create(item))]),
        _ => throw new ArgumentException($"{value.GetType()} has no JSON form here", nameof(value)),
    };

    public static string ToText(JsonNode node) => node.ToJsonString(Options);
}

/// <summary>A subject that this transaction has touched, and how it was before.</summary>
internal sealed class PendingChange(object entity, ChangeSubject subject, ChangeKind kind, bool wasPublic, JsonObject? before)
{
    public object Entity => entity;

    public ChangeSubject Subject => subject;

    public ChangeKind Kind { get; set; } = kind;

    public bool WasPublic => wasPublic;

    /// <summary>The fields of the subject's row, and of the lists in <see cref="Links"/>; null for what is new.</summary>
    public JsonObject? Before => before;

    /// <summary>The subject's lists that were touched.</summary>
    public HashSet<LinkFields> Links { get; } = [];
}
