using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace KGPlanGraph.Tests.Api.Telemetry;

/// <summary>Requests whose answers are somebody else's concern.</summary>
internal static class Asking
{
    public static Task<JsonElement> AskAsync(this HttpClient http, string? token, string query, object? variables = null, string? traceParent = null) =>
        http.SendAsync(token, JsonSerializer.Serialize(new { query, variables }), traceParent);

    public static async Task<JsonElement> SendAsync(this HttpClient http, string? token, string body, string? traceParent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (traceParent is not null)
        {
            request.Headers.Add("traceparent", traceParent);
        }

        using var response = await http.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }
}
