using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Costs;

public sealed class CostTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private PlanServer server = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        server = new PlanServer(database, new Dictionary<string, string> { ["GraphQL:RoleBudgets:ADMIN:MaxFieldCost"] = "100000" });
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await database.DisposeAsync();
    }

    // Weights by Hot Chocolate's model: a connection 10, each object field 1, objects by number.
    [Theory]
    [InlineData("{ __typename }", 0, 0)]
    [InlineData("{ __schema { types { name } } }", 0, 0)]
    [InlineData("{ task(id: \"x\") { id title } }", 10, 1)]
    [InlineData("{ tasks { nodes { id } } }", 11, 11)]
    [InlineData("{ tasks(first: 50) { nodes { id leadAgency { code } } } }", 61, 101)]
    [InlineData("{ tasks(last: 3) { edges { node { id } } pageInfo { hasNextPage } } }", 15, 8)]
    [InlineData("{ agencies(first: 10) { nodes { leads(first: 5) { nodes { id } } } } }", 121, 71)]
    [InlineData("{ nodes(ids: [\"a\", \"b\"]) { id ... on Task { section { label } } } }", 12, 4)]
    public async Task Cost_counts_weights_and_objects(string document, double fieldCost, double typeCost)
    {
        var cost = (await ReportAsync(document, null)).GetProperty("extensions").GetProperty("operationCost");
        Assert.Equal((fieldCost, typeCost), (cost.GetProperty("fieldCost").GetDouble(), cost.GetProperty("typeCost").GetDouble()));
    }

    [Fact]
    public async Task Variable_costs_what_the_literal_costs()
    {
        const string Literal = "{ tasks(first: 7) { nodes { id deadlines { id } } } }";
        const string Variable = "query($n: Int) { tasks(first: $n) { nodes { id deadlines { id } } } }";
        var literal = (await ReportAsync(Literal, null)).GetProperty("extensions").GetRawText();
        Assert.Equal(literal, (await ReportAsync(Variable, new { n = 7 })).GetProperty("extensions").GetRawText());
        Assert.NotEqual(literal, (await ReportAsync(Variable, new { n = 8 })).GetProperty("extensions").GetRawText());
    }

    [Fact]
    public async Task Skipped_fields_cost_nothing()
    {
        const string Document = "query($all: Boolean!) { tasks { nodes { id deadlines @include(if: $all) { id } } } }";
        Assert.Contains("\"fieldCost\":21,", (await ReportAsync(Document, new { all = true })).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("\"fieldCost\":11,", (await ReportAsync(Document, new { all = false })).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_answers_the_cost_and_executes_nothing()
    {
        var answer = await SendAsync("{ tasks(first: 2) { nodes { id } } }", null, "validate", Role.Reader);
        Assert.Equal("""{"extensions":{"operationCost":{"fieldCost":11,"typeCost":3}}}""", answer.GetRawText());
    }

    [Fact]
    public async Task Operation_beyond_the_budget_is_refused_with_the_costliest_path_and_what_would_fit()
    {
        var error = (await server.AskAsync("{ agencies(first: 100) { nodes { leads(first: 100) { nodes { id deadlines { id } } } } } }"))
            .GetProperty("errors")[0];
        Assert.Equal("HC0047", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(11111, error.GetProperty("extensions").GetProperty("fieldCost").GetDouble());
        Assert.Equal(2000, error.GetProperty("extensions").GetProperty("maxFieldCost").GetDouble());
        Assert.Contains("'agencies.nodes.leads' with a page of 100; a page of 8 would fit", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        await server.DataAsync("{ agencies(first: 100) { nodes { leads(first: 8) { nodes { id deadlines { id } } } } } }");
    }

    [Fact]
    public async Task Too_many_objects_are_refused_by_type_cost()
    {
        var error = (await server.AskAsync("{ agencies(first: 100) { nodes { a: leads(first: 100) { nodes { id } } b: leads(first: 100) { nodes { id } } } } }"))
            .GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal("HC0047", error.GetProperty("code").GetString());
        Assert.True(error.TryGetProperty("typeCost", out _) || error.TryGetProperty("fieldCost", out _));
    }

    [Fact]
    public async Task Role_has_the_budget_of_its_settings()
    {
        const string Document = "{ agencies(first: 100) { nodes { leads(first: 50) { nodes { id deadlines { id } } } } } }";
        Assert.True((await server.AskAsync(Document)).TryGetProperty("errors", out _));
        await server.DataAsync(Document, roles: Role.Admin);
    }

    private Task<JsonElement> ReportAsync(string document, object? variables) => SendAsync(document, variables, "report", Role.Reader);

    private async Task<JsonElement> SendAsync(string document, object? variables, string cost, Role role)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new StringContent(JsonSerializer.Serialize(new { query = document, variables }), Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(role));
        request.Headers.Add("GraphQL-Cost", cost);
        using var response = await server.Http.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }
}
