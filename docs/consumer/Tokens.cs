using System.Net.Http.Json;
using System.Text.Json;

namespace KGPlanGraph.Consumer;

/// <summary>The token of the environment, or tokens that the provider gives the client itself (client credentials), each used until the server refuses it.</summary>
internal sealed class Tokens(HttpClient http, string? given, Uri? endpoint, string client, string secret)
{
    private string? current = given;

    /// <summary>Whether another one can be had.</summary>
    public bool CanRenew => endpoint is not null;

    /// <summary>From KGPLANGRAPH_TOKEN, or KGPLANGRAPH_TOKEN_URL, KGPLANGRAPH_CLIENT_ID and KGPLANGRAPH_CLIENT_SECRET; null where neither is there.</summary>
    public static Tokens? FromEnvironment(HttpClient http)
    {
        var token = Setting("TOKEN");
        var endpoint = Setting("TOKEN_URL");
        return token is null && endpoint is null
            ? null
            : new(http, token, endpoint is null ? null : new Uri(endpoint), Setting("CLIENT_ID") ?? "", Setting("CLIENT_SECRET") ?? "");
    }

    /// <param name="isRefused">Whether the server has refused the one before.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<string> TakeAsync(bool isRefused, CancellationToken cancellationToken)
    {
        if (current is not null && !(isRefused && CanRenew))
        {
            return current;
        }

        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client,
            ["client_secret"] = secret,
        });
        using var response = await http.PostAsync(endpoint, form, cancellationToken);
        if ((int)response.StatusCode is >= 400 and < 500 and not 429)
        {
            throw new RefusalException("", $"The provider gives no token: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }

        response.EnsureSuccessStatusCode();
        return current = (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("access_token").GetString()!;
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable("KGPLANGRAPH_" + name) is { Length: > 0 } value ? value : null;
}
