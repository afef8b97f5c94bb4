using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace KGPlanGraph.Consumer;

/// <summary>Asks the service.</summary>
internal sealed class PlanServer : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly Uri address;

    public PlanServer(Uri address, string token)
    {
        this.address = address;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>The answer's <c>data</c>.</summary>
    /// <exception cref="HttpRequestException">The server did not answer: try again later.</exception>
    /// <exception cref="InvalidOperationException">The server refused the request: trying again would not help.</exception>
    public async Task<JsonElement> AskAsync(string query, object variables)
    {
        using var response = await http.PostAsJsonAsync(address, new { query, variables });
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.TryGetProperty("errors", out var errors)
            ? throw new InvalidOperationException(errors.GetRawText())
            : answer.GetProperty("data");
    }

    /// <summary>Opens a stream of events; a line that begins with <c>event: next</c> says that something has changed.</summary>
    public async Task<StreamReader> ListenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = JsonContent.Create(new { query = "subscription { onChange { sequence } }" }),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    public void Dispose() => http.Dispose();
}
