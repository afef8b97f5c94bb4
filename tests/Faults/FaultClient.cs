using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Faults;

/// <summary>Asks a server whose database may be at fault, and holds what every such answer must be.</summary>
internal sealed class FaultClient(LiveServer server)
{
    public const string Read = "{ taskByLabel(planCode: \"KG-CN-2022\", label: \"II.1.a\") { label } }";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Whether a read is answered; otherwise it must be refused as the contract says.</summary>
    public Task<bool> ReadsAsync(string query = Read) => IsAnsweredAsync(query, null, Role.Reader);

    /// <summary>Whether an agency is created; otherwise it must be refused as the contract says.</summary>
    public Task<bool> WritesAsync(string code, string? idempotencyKey = null) => IsAnsweredAsync(
        "mutation($input: CreateAgencyInput!) { createAgency(input: $input) { agency { code } errors { __typename } } }",
        new { input = new { code, name = "Sở " + code, kind = "OTHER", idempotencyKey } }, Role.Admin);

    /// <summary>The status of an address.</summary>
    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await server.Http.GetAsync(path);
        return response.StatusCode;
    }

    /// <summary>The whole answer.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Answer, HttpResponseHeaders Headers)> AskAsync(
        string query, object? variables, Role role, string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new StringContent(JsonSerializer.Serialize(new { query, variables }), Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(role));
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        using var response = await server.Http.SendAsync(request);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement, response.Headers);
    }

    /// <summary>Tries until something holds, as a client would that comes again.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>A refusal says that the database is at fault, or that a change may have been made, when to come again, and nothing of what happened inside.</summary>
    public static void AssertRefusal(HttpStatusCode status, JsonElement answer, HttpResponseHeaders headers)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.NotNull(headers.RetryAfter);
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        var isUnknown = error.GetProperty("extensions").GetProperty("code").GetString() is var code && code == "OUTCOME_UNKNOWN";
        Assert.True(isUnknown || code == "HC0008", code);
        Assert.NotEmpty(error.GetProperty("extensions").GetProperty("traceId").GetString()!);
        Assert.Contains(isUnknown ? "idempotencyKey" : "database", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        foreach (var inside in (string[])["Npgsql", "Exception", "Sqlite", "SQLSTATE", "postgres", "kgplangraph"])
        {
            Assert.DoesNotContain(inside, answer.GetRawText(), StringComparison.OrdinalIgnoreCase);
        }
    }

    private async Task<bool> IsAnsweredAsync(string query, object? variables, Role role)
    {
        var (status, answer, headers) = await AskAsync(query, variables, role);
        if (answer.TryGetProperty("data", out var data))
        {
            Assert.False(answer.TryGetProperty("errors", out _), answer.GetRawText());
            Assert.DoesNotContain("__typename", data.GetRawText(), StringComparison.Ordinal);
            return true;
        }

        AssertRefusal(status, answer, headers);
        return false;
    }
}
