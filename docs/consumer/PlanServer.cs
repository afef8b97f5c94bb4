using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace KGPlanGraph.Consumer;

/// <summary>Asks the service.</summary>
internal sealed class PlanServer : IDisposable
{
    private readonly HttpClient http;
    private readonly Tokens tokens;

    public PlanServer(HttpClient http, Tokens tokens)
    {
        this.http = http;
        this.tokens = tokens;
    }

    /// <summary>The lines of an export but the last, which says whether they are whole.</summary>
    /// <param name="after">The cursor of an earlier export: only what changed since; null for everything.</param>
    /// <exception cref="HttpRequestException">The server did not answer: try again later.</exception>
    /// <exception cref="RefusalException">The server refused the request: trying again would not help.</exception>
    /// <exception cref="IOException">The lines broke off, or are not those that were sent.</exception>
    public async IAsyncEnumerable<JsonElement> ExportAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var address = after is null ? "export.jsonl" : $"export.jsonl?after={Uri.EscapeDataString(after)}";
        using var response = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address), cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var count = 0; await reader.ReadLineAsync(cancellationToken) is { } text; count++)
        {
            var line = JsonSerializer.Deserialize<JsonElement>(text);
            if (!line.TryGetProperty("end", out _))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
                yield return line;
                continue;
            }

            if (line.GetProperty("lines").GetInt32() != count || line.GetProperty("sha256").GetString() != Convert.ToHexStringLower(hash.GetHashAndReset()))
            {
                throw new IOException("The export is not what was sent.");
            }

            yield break;
        }

        throw new IOException("The export broke off.");
    }

    /// <summary>Opens a stream of events; a line that begins with <c>event: next</c> says that something has changed.</summary>
    public async Task<StreamReader> ListenAsync()
    {
        var response = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, "graphql")
            {
                Content = JsonContent.Create(new { query = "subscription { onChange { sequence } }" }),
                Headers = { Accept = { new("text/event-stream") } },
            },
            CancellationToken.None);
        await ThrowIfRefusedAsync(response, CancellationToken.None);
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    public void Dispose() => http.Dispose();

    // A token that is refused is replaced once: where a fresh one is refused too, another would be as well.
    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        for (var isRefused = false; ; isRefused = true)
        {
            using var request = make();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.TakeAsync(isRefused, cancellationToken));
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode != HttpStatusCode.Unauthorized || isRefused || !tokens.CanRenew)
            {
                return response;
            }

            response.Dispose();
        }
    }

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        if (response.StatusCode == HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500)
        {
            throw new BusyException(response);
        }

        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            var problem = JsonSerializer.Deserialize<JsonElement>(text);
            throw new RefusalException(problem.GetProperty("code").GetString()!, problem.GetProperty("detail").GetString()!);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new RefusalException("", $"{(int)response.StatusCode} {text}");
        }
    }
}

/// <summary>The server refuses: trying again would not help.</summary>
internal sealed class RefusalException(string code, string message) : Exception(message)
{
    /// <summary>The problem's code.</summary>
    public string Code { get; } = code;
}

/// <summary>The server cannot answer now.</summary>
internal sealed class BusyException(HttpResponseMessage response) : HttpRequestException($"The server answers {(int)response.StatusCode}.", null, response.StatusCode)
{
    /// <summary>How long it asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; } = response.Headers.RetryAfter?.Delta;
}
