using System.Text.Json;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>Reads answers.</summary>
internal static class Answers
{
    public static async Task<JsonElement> ReadAsync(this HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    /// <summary>The first error's code; null where there is none.</summary>
    public static async Task<string?> ReadCodeAsync(this HttpResponseMessage response) => CodeOf(await response.ReadAsync());

    public static string? CodeOf(JsonElement answer) =>
        answer.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;

    public static async Task<JsonElement> ReadDataAsync(this HttpResponseMessage response) => (await response.ReadAsync()).GetProperty("data");
}
