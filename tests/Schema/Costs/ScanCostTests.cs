using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Costs;

/// <summary>What conditions, searches, orders and statistics make the database look through counts, whatever way it is written.</summary>
public sealed class ScanCostTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private PlanServer server = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        server = new PlanServer(database);
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await database.DisposeAsync();
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("(where: {})", 0)]
    [InlineData("(where: { status: { eq: COMPLETED } })", 1)]
    [InlineData("(where: { status: { eq: COMPLETED }, label: { startsWith: \"I\" } })", 3)]
    [InlineData("(where: { content: { contains: \"x\" } })", 12)]
    [InlineData("(where: { or: [{ title: { contains: \"x\" } }, { and: [{ title: { endsWith: \"y\" } }] }] })", 12)]
    [InlineData("(where: { title: { or: [{ eq: \"x\" }, { eq: \"y\" }] } })", 2)]
    [InlineData("(where: { timeliness: { eq: OVERDUE } })", 30)]
    [InlineData("(where: { leadAgency: { code: { eq: \"SCT\" } } })", 3)]
    [InlineData("(where: { coordinators: { some: { code: { eq: \"SCT\" } } } })", 10)]
    [InlineData("(where: { coordinators: { any: true } })", 5)]
    [InlineData("(where: { section: { tasks: { some: { label: { eq: \"x\" } } } } })", 47)]
    [InlineData("(where: { section: { tasks: { some: { section: { tasks: { some: { label: { eq: \"x\" } } } } } } } })", 1887)]
    [InlineData("(where: { investmentItems: { some: { tasks: { some: { label: { eq: \"x\" } } } } } })", 50)]
    [InlineData("(search: \"một hai ba\")", 39)]
    // No index of texts has words of two letters.
    [InlineData("(search: \"ke\")", 48)]
    [InlineData("(order: [{ title: ASC }])", 22)]
    [InlineData("(order: [{ leadAgency: { name: ASC } }, { title: DESC }])", 34)]
    public async Task Conditions_words_relations_and_orders_count(string arguments, double more)
    {
        Assert.Equal(10 + more, await CostAsync($"{{ tasks{arguments} {{ totalCount }} }}"));
    }

    [Theory]
    [InlineData("{ tasks(where: { content: { contains: \"x\" } }) { nodes { id } } }", 11 + 12)]
    [InlineData("{ tasks(where: { content: { contains: \"x\" } }) { totalCount nodes { id } } }", 11 + (2 * 12))]
    // Each list below looks for the rows that it belongs to again.
    [InlineData("{ tasks(where: { content: { contains: \"x\" } }) { nodes { deadlines { id } localities { id } } } }", 31 + (3 * 12))]
    // For a list in a list the database looks once, for all of its owners.
    [InlineData("{ agencies { nodes { leads(where: { content: { contains: \"x\" } }) { totalCount } } } }", 111 + 12)]
    [InlineData("{ taskStatistics { total } }", 10 + 40)]
    [InlineData("{ taskStatistics(asOf: \"2022-07-01\") { total } }", 10 + 40 + 20)]
    [InlineData("{ agencies(first: 1) { nodes { statistics { total } } } }", 21 + 40)]
    [InlineData("query @asOf(day: \"2022-07-01\") { tasks(where: { status: { eq: COMPLETED } }) { totalCount } }", 10 + 1 + 20)]
    [InlineData("query @asOf(day: \"2022-07-01\") { tasks(where: { timeliness: { eq: OVERDUE } }) { totalCount } }", 10 + 60 + 20)]
    // Of subqueries beside each other the ninth costs twice what the first does.
    [InlineData("{ tasks(where: { or: [{ coordinators: { any: true } }, { coLeads: { any: true } }, { localities: { any: true } }, { timeliness: { eq: OVERDUE } }, { deadlines: { any: true } }] }) { totalCount } }", 10 + 75)]
    [InlineData("{ taskStatistics(groupBy: [STATUS, STATUS, AGENCY]) { total } }", 10 + 40 + 80)]
    [InlineData("{ taskStatistics(groupBy: [STATUS], where: { content: { contains: \"x\" } }) { total } }", 10 + 40 + 40 + 12)]
    public async Task It_counts_for_each_statement_that_looks_through_it(string document, double cost)
    {
        Assert.Equal(cost, await CostAsync(document));
    }

    [Fact]
    public async Task Variables_count_with_their_values()
    {
        const string Document = "query($where: TaskFilterInput, $search: String) { tasks(where: $where, search: $search) { totalCount } }";
        Assert.Equal(10, await CostAsync(Document));
        Assert.Equal(22, await CostAsync(Document, new { where = new { content = new { contains = "x" } } }));
        Assert.Equal(43, await CostAsync(Document, new { search = "xyz" }));
        var many = Enumerable.Range(0, 250).Select(number => new { content = new { contains = string.Create(CultureInfo.InvariantCulture, $"x{number}") } });
        var error = (await server.AskAsync(Document, new { where = new { or = many } })).GetProperty("errors")[0];
        Assert.Equal("HC0047", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(3010, error.GetProperty("extensions").GetProperty("fieldCost").GetDouble());
        Assert.Contains("at 'tasks'", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ planByCode(code: \"KG-CN-2022\") { sections { label } } }", 17)]
    [InlineData("{ planByCode(code: \"KG-CN-2022\") { sections { children { label } } } }", 92)]
    [InlineData("{ taskStatistics { total } }", 1)]
    [InlineData("{ taskStatistics(groupBy: [AGENCY, STATUS]) { total } }", 100)]
    [InlineData("{ taskStatistics(groupBy: [STATUS, STATUS]) { total } }", 5)]
    [InlineData("{ taskStatistics(groupBy: [STATUS]) { agency { code } } }", 10)]
    public async Task Lists_without_pages_count_their_assumed_size(string document, double typeCost)
    {
        var cost = (await SendAsync(document, null)).GetProperty("extensions").GetProperty("operationCost").GetProperty("typeCost").GetDouble();
        Assert.Equal(typeCost - (document.Contains("planByCode", StringComparison.Ordinal) ? 1 : 0), cost);
    }

    [Theory]
    [InlineData("{ planByCode(code: \"KG-CN-2022\") { sections { plan { sections { plan { sections { plan { sections { label } } } } } } } } }")]
    [InlineData("{ taskStatistics(groupBy: [AGENCY, SECTION, STATUS, TIMELINESS, DUE_QUARTER, DELIVERABLE_KIND]) { total } }")]
    public async Task What_multiplies_is_refused(string document)
    {
        var error = (await server.AskAsync(document)).GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal("HC0047", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_long_search_counts_its_letters_and_is_bounded()
    {
        const string Document = "query($search: String) { tasks(search: $search) { totalCount } }";
        Assert.Equal(10 + 33 + 20, await CostAsync(Document, new { search = new string('x', 1_000) }));
        var error = (await server.AskAsync(Document, new { search = new string('x', 1_001) })).GetProperty("errors")[0];
        Assert.Equal("HC0016", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal("A search takes at most 1000 characters; this one has 1001.", error.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public async Task Lists_within_lists_of_a_filter_are_bounded_whatever_they_cost(int lists, bool isRefused)
    {
        // Three deadlines each, by the assumed sizes: cheap, and still one subquery in the other.
        var where = string.Concat(Enumerable.Repeat("{ task: { deadlines: { some: ", lists - 1)) + "{ task: { deadlines: { any: true } } }" + string.Concat(Enumerable.Repeat(" } } }", lists - 1));
        var answer = await server.AskAsync($"{{ deadlines(where: {where}) {{ totalCount }} }}");
        if (!isRefused)
        {
            Assert.False(answer.TryGetProperty("errors", out var unwanted), unwanted.ToString());
            return;
        }

        var error = answer.GetProperty("errors")[0];
        Assert.Equal("HC0047", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(4, error.GetProperty("extensions").GetProperty("maxFilterLists").GetInt32());
        Assert.Equal("deadlines", error.GetProperty("path")[0].GetString());
    }

    [Fact]
    public async Task Fields_that_types_multiply_are_counted_before_anything_is_compiled()
    {
        var aliases = string.Concat(Enumerable.Range(0, 480).Select(alias => string.Create(
            CultureInfo.InvariantCulture, $"a{alias}: tasks {{ ...T }} ")));
        const string T = "fragment T on Task { investmentItems { tasks { investmentItems { tasks { investmentItems { tasks { id } } } } } } }";
        var before = GC.GetTotalAllocatedBytes();
        var answer = await server.AskAsync($"{{ investmentItems(first: 1) {{ nodes {{ {aliases} }} }} }} {T}");
        var error = answer.GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal(("HC0047", 10_000), (error.GetProperty("code").GetString(), error.GetProperty("maxFields").GetInt32()));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 50_000_000);
    }

    private async Task<double> CostAsync(string document, object? variables = null) =>
        (await SendAsync(document, variables)).GetProperty("extensions").GetProperty("operationCost").GetProperty("fieldCost").GetDouble();

    private async Task<JsonElement> SendAsync(string document, object? variables)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new StringContent(JsonSerializer.Serialize(new { query = document, variables }), Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(Role.Reader));
        request.Headers.Add("GraphQL-Cost", "validate");
        using var response = await server.Http.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }
}
