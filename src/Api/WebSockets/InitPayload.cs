using System.Text.Json;

namespace KGPlanGraph.Api.WebSockets;

/// <summary>Reads the token from the payload of <c>connection_init</c>: <c>{ "Authorization": "Bearer …" }</c>, since browsers can set no header.</summary>
internal static class InitPayload
{
    const string Scheme = "Bearer ";

    /// <summary>The token; null where none is given, empty where it is none.</summary>
    public static string? TokenOf(ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty)
            return null;
        using var json = JsonDocument.Parse(payload);
        foreach (var member in json.RootElement.EnumerateObject())
        {
            if (!member.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || member.Value.ValueKind == JsonValueKind.Null)
                continue;
            var value = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : "";
            return value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..].Trim(' ') : "";
        }

        return null;
    }
}
