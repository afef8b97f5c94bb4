using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Definition;
using KGPlanGraph.Tests.Api.Authentication;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>Who may look at the schema: everybody in Development, elsewhere whoever has a token, of whatever role.</summary>
public sealed class IntrospectionRightsTests
{
    private const string Asked = "{ __schema { queryType { name } } __type(name: \"Task\") { name } }";

    [Fact]
    public async Task Development_shows_the_schema_without_a_token()
    {
        await using var database = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Sqlite);
        await using var server = new PlanServer(database);

        Assert.Equal("""{"data":{"__schema":{"queryType":{"name":"Query"}},"__type":{"name":"Task"}}}""", (await AskAsync(server, Asked, null)).Body);
        Assert.Equal(SchemaDocument.Sdl, await server.Http.GetStringAsync("/graphql?sdl"));
    }

    [Fact]
    public async Task Elsewhere_the_schema_takes_a_token_of_whatever_role()
    {
        await using var authority = await TestAuthority.StartAsync();
        await using var database = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Sqlite);
        var settings = authority.Settings().ToDictionary(setting => setting.Key, setting => setting.Value!);
        settings["environment"] = "Production";
        await using var server = new PlanServer(database, settings);
        var payload = authority.Payload();
        payload["role"] = "nothing that is known";
        var token = authority.Sign(payload);

        for (var time = 0; time < 3; time++)
        {
            var refused = await AskAsync(server, Asked, null);
            Assert.Equal(["HC0046"], Answers.Codes(JsonDocument.Parse(refused.Body).RootElement));
            Assert.DoesNotContain("\"data\"", refused.Body, StringComparison.Ordinal);
            Assert.Contains("\"queryType\":{\"name\":\"Query\"}", (await AskAsync(server, Asked, token)).Body, StringComparison.Ordinal);
        }

        Assert.Equal("""{"data":{"__typename":"Query"}}""", (await AskAsync(server, "{ __typename }", null)).Body);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetSdlAsync(server, null)).Status);
        Assert.Equal((HttpStatusCode.OK, SchemaDocument.Sdl), await GetSdlAsync(server, token));
        // A refusal for what the schema does not have suggests nothing of what it has.
        var misspelt = await AskAsync(server, "{ taskByLabe(planCode: \"x\", label: \"y\") { id } }", null);
        Assert.DoesNotContain("taskByLabel", misspelt.Body, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(PlanServer server, string document, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new StringContent(JsonSerializer.Serialize(new { query = document }), Encoding.UTF8, "application/json");
        return await SendAsync(server, request, token);
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetSdlAsync(PlanServer server, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?sdl");
        return await SendAsync(server, request, token);
    }

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(PlanServer server, HttpRequestMessage request, string? token)
    {
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await server.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
