using System.Net.Http.Headers;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Addresses;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Api.Addresses;

/// <summary>A server over the first data on each engine, with addresses of the operator's own beside the shipped ones.</summary>
public sealed class AddressServers : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("kgplangraph-test.").FullName;
    private readonly Dictionary<DatabaseEngine, (TestDatabase Database, PlanServer Server)> servers = [];

    public static IReadOnlyList<DatabaseEngine> Engines { get; } = [DatabaseEngine.Postgres, DatabaseEngine.Sqlite];

    public PlanServer this[DatabaseEngine engine] => servers[engine].Server;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "own.graphql"), """
            # Tasks that mention something.
            query Mentions($word: String!, $statuses: [TaskStatus!], $least: Int = 0, $open: Boolean, $first: Int)
            @http(route: "/own/mentions/{word}", query: ["statuses", "least", "open", "first"]) {
              tasks(first: $first, search: $word, where: { status: { in: $statuses }, percentComplete: { gte: $least }, hasOpenCoordination: { eq: $open } }) { nodes { label } }
            }
            # What the coordinator may read.
            query Values @http(route: "/own/values") { changes(first: 1) { nodes { kind before } } }
            query Much @http(route: "/own/much") { tasks(first: 100) { nodes { plan { tasks(first: 100) { nodes { plan { tasks(first: 100) { nodes { label } } } } } } } } }
            query Without { plans { nodes { code } } }
            """);
        foreach (var engine in Engines)
        {
            var database = await TestDatabase.CreateWithFirstDataAsync(engine);
            servers.Add(engine, (database, new PlanServer(database, new Dictionary<string, string> { ["GraphQL:PersistedDocuments"] = folder })));
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var (database, server) in servers.Values)
        {
            await server.DisposeAsync();
            await database.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The answer of an address to a caller; <see cref="Role.None"/> sends no token.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        DatabaseEngine engine, string path, Role roles = Role.Reader, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        var server = this[engine];
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (roles != Role.None)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(roles));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await server.Http.SendAsync(request);
    }

    /// <summary>What /graphql answers to a document in a format.</summary>
    public async Task<HttpResponseMessage> GraphQLAsync(DatabaseEngine engine, string document, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new StringContent(JsonSerializer.Serialize(new { query = document }), System.Text.Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", this[engine].Token(Role.Reader));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await this[engine].Http.SendAsync(request);
    }

    /// <summary>The JSON of an answer that must be good.</summary>
    public async Task<JsonElement> JsonAsync(DatabaseEngine engine, string path, Role roles = Role.Reader)
    {
        using var response = await SendAsync(engine, path, roles);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>What GraphQL answers to the trusted document of an address: the value of its root field.</summary>
    public async Task<JsonElement> QueryAsync(DatabaseEngine engine, string name, object? variables = null, Role roles = Role.Reader)
    {
        var address = this[engine].Services.GetRequiredService<AddressCatalog>().All.Single(address => address.Name == name);
        using var response = await SendAsync(
            engine, $"/graphql/persisted/{address.DocumentId}?operationName={name}&variables={Uri.EscapeDataString(JsonSerializer.Serialize(variables ?? new object()))}", roles);
        var text = await response.Content.ReadAsStringAsync();
        var answer = JsonDocument.Parse(text).RootElement;
        Assert.False(answer.TryGetProperty("errors", out _), text);
        return answer.GetProperty("data").EnumerateObject().Single().Value;
    }
}
