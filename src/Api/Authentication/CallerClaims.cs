using System.Text.Json;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Api.Authentication;

/// <summary>Reads a <see cref="Caller"/> from a verified token's payload.</summary>
/// <param name="RoleClaim">A claim's name, or a dotted path into nested claims: <c>realm_access.roles</c>.</param>
/// <param name="AgencyClaim">Likewise.</param>
internal sealed record CallerClaims(string RoleClaim, string AgencyClaim)
{
    /// <summary>Of a service without settings, and of the development tokens whatever the settings.</summary>
    internal static readonly CallerClaims Default = new("role", "agency");

    private static readonly Dictionary<string, Role> RolesByName = Enum.GetValues<Role>()
        .Where(role => role != Role.None)
        .ToDictionary(role => role.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Null where the token does not say whose it is.</summary>
    internal Caller? Read(JsonElement payload, DateTimeOffset expiresAt)
    {
        // A client's own token (client credentials) may lack sub (RFC 9068 wants it, not all give it): the client is then the subject.
        var subject = Text(payload, "sub") ?? Text(payload, "client_id") ?? Text(payload, "azp");
        if (subject is null)
        {
            return null;
        }

        var name = Text(payload, "name") ?? Text(payload, "preferred_username");
        return new Caller(subject, name, RolesOf(payload), AgencyOf(payload), expiresAt);
    }

    private Role RolesOf(JsonElement payload) =>
        Values(Find(payload, RoleClaim)).Aggregate(Role.None, (roles, name) => roles | RolesByName.GetValueOrDefault(name));

    /// <summary>A list of several agencies names none: a caller acts for one, and guessing which would be wrong.</summary>
    private string? AgencyOf(JsonElement payload) =>
        Values(Find(payload, AgencyClaim)).Distinct(StringComparer.Ordinal).Take(2).ToArray() is [var code] ? code : null;

    private static IEnumerable<string> Values(JsonElement? claim) => claim switch
    {
        { ValueKind: JsonValueKind.String } text => NonBlank(text) is { } value ? [value] : [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray()
            .Where(item => item.ValueKind == JsonValueKind.String)
            .Select(NonBlank)
            .OfType<string>(),
        _ => [],
    };

    /// <summary>The name as it stands wins (<c>https://example.vn/roles</c> is one name); else every dot may part two names.</summary>
    private static JsonElement? Find(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (element.TryGetProperty(path, out var whole))
        {
            return whole;
        }

        for (var dot = path.IndexOf('.'); dot >= 0; dot = path.IndexOf('.', dot + 1))
        {
            if (element.TryGetProperty(path.AsSpan(0, dot), out var inner) && Find(inner, path[(dot + 1)..]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? Text(JsonElement payload, string claim) =>
        payload.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.String ? NonBlank(value) : null;

    /// <summary>NFC, like all text that is stored: subject and name become authors of reports and changes.</summary>
    private static string? NonBlank(JsonElement text) => text.GetString()?.Trim() is { Length: > 0 } value ? value.Normalize() : null;
}
