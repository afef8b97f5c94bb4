using System.Net;
using System.Text.Json;
using KGPlanGraph.Api.Addresses;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Addresses;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Api.Commands;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Api.Addresses;

/// <summary>Queries with addresses: the same answers, rights and limits as at /graphql, in the words of HTTP.</summary>
public sealed class AddressTests(AddressServers servers) : IClassFixture<AddressServers>
{
    public static TheoryData<DatabaseEngine, string, string, string> Shipped
    {
        get
        {
            var data = new TheoryData<DatabaseEngine, string, string, string>();
            foreach (var engine in AddressServers.Engines)
            {
                data.Add(engine, "Plans", "/api/v1/plans", "{}");
                data.Add(engine, "Plan", "/api/v1/plans/KG-CN-2022", """{"code":"KG-CN-2022"}""");
                data.Add(engine, "PlanSections", "/api/v1/plans/KG-CN-2022/sections?first=3", """{"code":"KG-CN-2022","first":3}""");
                data.Add(engine, "PlanTasks", "/api/v1/plans/KG-CN-2022/tasks.json?asOf=2022-07-01&first=20", """{"code":"KG-CN-2022","asOf":"2022-07-01","first":20}""");
                data.Add(engine, "Task", "/api/v1/plans/KG-CN-2022/tasks/II.3.c?asOf=2022-07-01", """{"code":"KG-CN-2022","label":"II.3.c","asOf":"2022-07-01"}""");
                data.Add(engine, "Task", "/api/v1/plans/KG-CN-2022/tasks/II.1.%C4%91.json", """{"code":"KG-CN-2022","label":"II.1.đ"}""");
                data.Add(engine, "PlanDeadlines", "/api/v1/plans/KG-CN-2022/deadlines?asOf=2022-06-01", """{"code":"KG-CN-2022","asOf":"2022-06-01"}""");
                data.Add(engine, "PlanStatistics", "/api/v1/plans/KG-CN-2022/statistics?groupBy=AGENCY&groupBy=STATUS&asOf=2022-06-01",
                    """{"code":"KG-CN-2022","groupBy":["AGENCY","STATUS"],"asOf":"2022-06-01"}""");
                data.Add(engine, "Agencies", "/api/v1/agencies?first=5", """{"first":5}""");
                data.Add(engine, "Agency", "/api/v1/agencies/SCT", """{"code":"SCT"}""");
                data.Add(engine, "AgencyTasks", "/api/v1/agencies/SCT/tasks?first=7", """{"code":"SCT","first":7}""");
                data.Add(engine, "OverdueDeadlines", "/api/v1/agencies/SCT/overdue-deadlines", """{"code":"SCT"}""");
                data.Add(engine, "OverdueDeadlines", "/api/v1/agencies/SKHDT/overdue-deadlines?asOf=2022-07-01", """{"code":"SKHDT","asOf":"2022-07-01"}""");
                data.Add(engine, "InvestmentItems", "/api/v1/investment-items", "{}");
                data.Add(engine, "Changes", "/api/v1/changes?first=50", """{"first":50}""");
                data.Add(engine, "Mentions", "/own/mentions/khu%20c%C3%B4ng%20nghi%E1%BB%87p?statuses=NOT_STARTED&statuses=IN_PROGRESS&least=0&open=true&first=5",
                    """{"word":"khu công nghiệp","statuses":["NOT_STARTED","IN_PROGRESS"],"least":0,"open":true,"first":5}""");
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Shipped))]
    public async Task Address_answers_with_the_value_of_its_query(DatabaseEngine engine, string name, string path, string variables)
    {
        var expected = await servers.QueryAsync(engine, name, JsonDocument.Parse(variables).RootElement);
        var actual = await servers.JsonAsync(engine, path);
        Assert.NotEqual(JsonValueKind.Null, actual.ValueKind);
        Assert.Equal(expected.GetRawText(), actual.GetRawText());
    }

    [Fact]
    public void Thirteen_addresses_are_shipped()
    {
        var routes = servers[DatabaseEngine.Sqlite].Services.GetRequiredService<AddressCatalog>().All
            .Select(address => address.Route).Where(route => route.StartsWith("/api/v1", StringComparison.Ordinal));
        Assert.Equal(
            [
                "/api/v1/agencies", "/api/v1/agencies/{code}", "/api/v1/agencies/{code}/overdue-deadlines", "/api/v1/agencies/{code}/tasks", "/api/v1/changes",
                "/api/v1/investment-items", "/api/v1/plans", "/api/v1/plans/{code}", "/api/v1/plans/{code}/deadlines", "/api/v1/plans/{code}/sections",
                "/api/v1/plans/{code}/statistics", "/api/v1/plans/{code}/tasks", "/api/v1/plans/{code}/tasks/{label}",
            ],
            routes.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task List_pages_with_first_and_after(DatabaseEngine engine)
    {
        var labels = new List<string>();
        string? after = null;
        do
        {
            var page = await servers.JsonAsync(engine, $"/api/v1/plans/KG-CN-2022/tasks?first=10{(after is null ? "" : $"&after={after}")}");
            labels.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("label").GetString()!));
            var info = page.GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
        var whole = await servers.JsonAsync(engine, "/api/v1/plans/KG-CN-2022/tasks");
        Assert.Equal(whole.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("label").GetString()), labels);
        Assert.Equal(whole.GetProperty("totalCount").GetInt32(), labels.Count);
    }

    [Fact]
    public void An_address_that_takes_a_day_shows_everything_as_of_that_day() =>
        Assert.All(
            AddressEndpoint.Shipped.Where(file => file.Text.Contains("$asOf", StringComparison.Ordinal)),
            file => Assert.Contains(") @asOf(day: $asOf) {", file.Text, StringComparison.Ordinal));

    [Theory]
    [InlineData("/api/v1/plans/UNKNOWN", 404, "NOT_FOUND", null)]
    [InlineData("/api/v1/plans/KG-CN-2022/tasks/IX.9", 404, "NOT_FOUND", null)]
    [InlineData("/api/v1/plans/KG-CN-2022.csv", 406, "HC0009", null)]
    [InlineData("/api/v1/plans/KG-CN-2022?format=xlsx", 406, "HC0009", null)]
    [InlineData("/api/v1/plans/KG-CN-2022.csv?format=json", 404, "NOT_FOUND", null)]
    [InlineData("/api/v1/plans?format=pdf", 400, "HC0016", "format")]
    [InlineData("/api/v1/plans?format=csv&format=csv", 400, "HC0016", "format")]
    [InlineData("/api/v1/plans?first=ten", 400, "HC0016", "first")]
    [InlineData("/api/v1/plans?first=99999999999", 400, "HC0016", "first")]
    [InlineData("/api/v1/plans?first=99999999999999999999999", 400, "HC0016", "first")]
    [InlineData("/api/v1/plans?first=1.5", 400, "HC0016", "first")]
    [InlineData("/api/v1/plans?first=", 400, "HC0016", "first")]
    [InlineData("/api/v1/plans?first=1&first=2", 400, "HC0016", "first")]
    [InlineData("/api/v1/plans?FIRST=1", 400, "HC0016", "FIRST")]
    [InlineData("/api/v1/plans?where=%7B%7D", 400, "HC0016", "where")]
    [InlineData("/api/v1/plans?after=%00", 400, "HC0016", "after")]
    [InlineData("/api/v1/plans?after=nonsense", 400, "HC0078", null)]
    [InlineData("/api/v1/plans?first=0", 400, "HC0079", null)]
    [InlineData("/api/v1/plans?first=101", 400, "HC0051", null)]
    [InlineData("/api/v1/plans/KG-CN-2022/tasks?asOf=2022-02-30", 400, "HC0016", "asOf")]
    [InlineData("/api/v1/plans/KG-CN-2022/tasks?asOf=", 400, "HC0016", "asOf")]
    [InlineData("/api/v1/plans/KG-CN-2022/statistics?groupBy=agency", 400, "HC0016", "groupBy")]
    [InlineData("/own/mentions/x?open=yes", 400, "HC0016", "open")]
    [InlineData("/own/much", 400, "HC0047", null)]
    public async Task Wrong_request_is_a_problem_that_names_the_culprit(string path, int status, string code, string? parameter)
    {
        foreach (var engine in AddressServers.Engines)
        {
            using var response = await servers.SendAsync(engine, path);
            var problem = await ProblemAsync(response, status, code);
            Assert.Equal(parameter, problem.TryGetProperty("parameter", out var named) ? named.GetString() : null);
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task List_below_something_that_is_not_there_has_no_rows(DatabaseEngine engine)
    {
        var tasks = await servers.JsonAsync(engine, "/api/v1/plans/UNKNOWN/tasks");
        Assert.Equal(0, tasks.GetProperty("totalCount").GetInt32());
        Assert.Empty(tasks.GetProperty("nodes").EnumerateArray());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Field_that_the_caller_may_not_read_fails_the_whole_answer(DatabaseEngine engine)
    {
        using var refused = await servers.SendAsync(engine, "/own/values");
        await ProblemAsync(refused, 403, "AUTH_NOT_AUTHORIZED");
        var seen = await servers.JsonAsync(engine, "/own/values", Role.Coordinator);
        Assert.Equal("CREATED", seen.GetProperty("nodes")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Caller_without_a_good_token_is_refused()
    {
        using var none = await servers.SendAsync(DatabaseEngine.Sqlite, "/api/v1/plans", Role.None);
        await ProblemAsync(none, 401, "AUTH_NOT_AUTHENTICATED");
        Assert.Equal("Bearer", none.Headers.WwwAuthenticate.ToString());
        using var bad = await servers.SendAsync(DatabaseEngine.Sqlite, "/api/v1/plans.csv", Role.None, null, ("Authorization", "Bearer nonsense"), ("Accept-Language", "vi"));
        var problem = await ProblemAsync(bad, 401, "AUTH_NOT_AUTHENTICATED");
        Assert.Contains("Tiêu đề", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("invalid_token", bad.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_get_and_head_are_answered()
    {
        using var posted = await servers.SendAsync(DatabaseEngine.Sqlite, "/api/v1/plans", method: HttpMethod.Post);
        await ProblemAsync(posted, 405, "HC0009");
        Assert.Equal("GET, HEAD", posted.Content.Headers.Allow.Count > 0 ? string.Join(", ", posted.Content.Headers.Allow) : null);
        using var head = await servers.SendAsync(DatabaseEngine.Sqlite, "/api/v1/plans", method: HttpMethod.Head);
        using var get = await servers.SendAsync(DatabaseEngine.Sqlite, "/api/v1/plans");
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Answer_that_the_client_has_is_304(DatabaseEngine engine)
    {
        using var first = await servers.SendAsync(engine, "/api/v1/agencies", headers: ("Accept-Encoding", "br"));
        Assert.Equal("br", first.Content.Headers.ContentEncoding.Single());
        Assert.Contains("Accept", first.Headers.Vary);
        Assert.Contains("Authorization", first.Headers.Vary);
        Assert.Contains("Accept-Language", first.Headers.Vary);
        using var second = await servers.SendAsync(engine, "/api/v1/agencies", headers: ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Rows_are_compressed_together(string encoding)
    {
        using var plain = await servers.SendAsync(DatabaseEngine.Sqlite, "/api/v1/plans/KG-CN-2022/tasks.csv");
        using var compressed = await servers.SendAsync(DatabaseEngine.Sqlite, "/api/v1/plans/KG-CN-2022/tasks.csv", headers: ("Accept-Encoding", encoding));
        Assert.Equal(encoding, compressed.Content.Headers.ContentEncoding.Single());
        var (length, most) = ((await compressed.Content.ReadAsByteArrayAsync()).Length, (await plain.Content.ReadAsByteArrayAsync()).Length / 2);
        Assert.True(length < most, $"{length} bytes, where {most} would be half");
    }

    [Fact]
    public async Task Faults_of_files_refuse_the_start_all_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("kgplangraph-test.").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "a.graphql"), """
            query Two @http(route: "/a/two") { plans { nodes { code } } agencies { nodes { code } } }
            query Homeless($x: String) @http(route: "/a/homeless") { tasks(search: $x) { nodes { label } } }
            query Input($w: TaskFilterInput) @http(route: "/a/input", query: "w") { tasks(where: $w) { nodes { label } } }
            query Missing @http(route: "/a/{code}", query: ["first"]) { plans { nodes { code } } }
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "b.graphql"), """
            query Taken @http(route: "/api/v1/plans") { plans { nodes { code } } }
            query Same($id: String!) @http(route: "/API/v1/plans/{id}") { planByCode(code: $id) { code } }
            query Servers @http(route: "/graphql/x") { plans { nodes { code } } }
            query Ending @http(route: "/b/x.csv") { plans { nodes { code } } }
            query Shape @http(route: "b/x") { plans { nodes { code } } }
            query None @http { plans { nodes { code } } }
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "c.graphql"), "query Unknown @http(route: \"/c\") { nothing }");
        await File.WriteAllTextAsync(Path.Combine(folder, "d.graphql"), "query Broken @http(route: \"/d\") { plans {");
        var (exitCode, _, message) = await Executable.RunAsync(folder, "Development", "--urls", "http://127.0.0.1:0", $"--GraphQL:PersistedDocuments={folder}");
        Assert.Equal(1, exitCode);
        Assert.All(
            [
                "a.graphql: Two:", "a.graphql: Homeless: $x", "a.graphql: Input: $w", "a.graphql: Missing: there is no variable $code", "a.graphql: Missing: there is no variable $first",
                "b.graphql: Taken: the route /api/v1/plans is taken by Plans", "b.graphql: Same: the route /API/v1/plans/{id} is taken by Plan", "b.graphql: Servers:",
                "b.graphql: Ending:", "b.graphql: Shape:", "b.graphql: None:", "c.graphql:", "d.graphql:",
            ],
            (string fault) => Assert.Contains(fault, message, StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, int status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("traceId").GetString());
        return problem;
    }
}
