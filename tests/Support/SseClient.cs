using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace KGPlanGraph.Tests.Support;

/// <summary>A plain client of GraphQL over server-sent events. Once it is open the subscription has begun.</summary>
internal sealed class SseClient : IDisposable
{
    private readonly HttpResponseMessage response;
    private readonly StreamReader lines;

    private SseClient(HttpResponseMessage response, Stream stream)
    {
        this.response = response;
        lines = new StreamReader(stream);
    }

    /// <summary>The last id that the server has sent.</summary>
    public string? LastEventId { get; private set; }

    public static async Task<SseClient> OpenAsync(
        HttpClient http, string? token, string query, object? variables = null, string? lastEventId = null)
    {
        var response = await SendAsync(http, token, query, variables, lastEventId);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var client = new SseClient(response, await response.Content.ReadAsStreamAsync());
        Assert.Equal(":", await client.LineAsync());
        Assert.Equal("", await client.LineAsync());
        return client;
    }

    public static async Task<HttpResponseMessage> SendAsync(
        HttpClient http, string? token, string query, object? variables = null, string? lastEventId = null, string accept = "text/event-stream")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new StringContent(JsonSerializer.Serialize(new { query, variables }), Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The data of the next event, which must be <c>next</c>.</summary>
    public async Task<JsonElement> NextAsync()
    {
        var (name, data) = await EventAsync() ?? throw new InvalidOperationException("The stream has ended.");
        Assert.Equal("next", name);
        return JsonDocument.Parse(data).RootElement;
    }

    /// <summary>The next event; null where the stream breaks off.</summary>
    public async Task<(string Name, string Data)?> EventAsync()
    {
        var (name, data) = ("", "");
        while (await LineAsync() is { } line)
        {
            if (line.Length == 0)
            {
                if (name.Length > 0)
                {
                    return (name, data);
                }

                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var value = line[(colon + 1)..].TrimStart(' ');
            switch (line[..colon])
            {
                case "id":
                    LastEventId = value;
                    break;
                case "event":
                    name = value;
                    break;
                case "data":
                    data += value;
                    break;
            }
        }

        return null;
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }

    private async Task<string?> LineAsync()
    {
        try
        {
            return await lines.ReadLineAsync().WaitAsync(Patience.Long);
        }
        catch (Exception fault) when (fault is HttpIOException or IOException)
        {
            return null;
        }
    }
}
