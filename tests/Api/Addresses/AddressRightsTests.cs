using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Addresses;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Schema.Reads;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Api.Addresses;

/// <summary>Every shipped address, in every format, shows each caller what the same query shows at /graphql, drafts included.</summary>
public sealed class AddressRightsTests
{
    private static readonly (Role Role, string? Agency)[] Callers =
    [
        (Role.Reader, null), (Role.Agency, "A01"), (Role.Agency, "A02"), (Role.Agency, "NOBODY"), (Role.Coordinator, null), (Role.Approver, null), (Role.Admin, null),
        (Role.Reader | Role.Agency, "A03"),
    ];

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["GraphQL:MaxFieldCost"] = "1000000000",
        ["GraphQL:MaxTypeCost"] = "1000000000",
        ["GraphQL:CostPerMinute"] = "0",
    };

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Addresses_show_each_caller_what_GraphQL_shows(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(engine);
        await WorldData.WriteAsync(database);
        await using var server = new PlanServer(database, Settings);
        var addresses = server.Services.GetRequiredService<AddressCatalog>().All.Where(address => address.Route.StartsWith("/api/v1", StringComparison.Ordinal)).ToList();
        var labels = await PlansAsync(database);
        string[] plans = [.. labels.Keys];
        foreach (var (role, agency) in Callers)
        {
            var token = server.Token(role, agency);
            foreach (var address in addresses)
            {
                foreach (var plan in address.Route.Contains("/plans/{code}", StringComparison.Ordinal) ? plans : plans[..1])
                {
                    var place = $"{role} {agency} {address.Route} {plan}";
                    var rows = await CompareAsync(server, token, address, plan, labels[plan], place);
                    var seesNothing = plan == plans[1] && (role & Permissions.SeesDrafts) == 0;
                    Assert.True(!seesNothing || rows is null or 0, place);
                    Assert.True(seesNothing || rows is null or > 0 || address.Route.Contains("overdue", StringComparison.Ordinal) || agency == "NOBODY", place);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Without_a_token_or_a_role_no_address_shows_anything(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = new PlanServer(database);
        string[] paths =
        [
            .. server.Services.GetRequiredService<AddressCatalog>().All.Select(address => Filled(address.Route, "KG-CN-2022", "II.1.a")), "/export.jsonl",
        ];
        foreach (var path in paths)
        {
            foreach (var format in path.StartsWith("/api", StringComparison.Ordinal) ? [".csv", ".jsonl", ".xlsx", ".json", ""] : (string[])[""])
            {
                using var anonymous = await AskAsync(server, null, path + format);
                Assert.Equal((path, HttpStatusCode.Unauthorized, "Bearer"), (path, anonymous.StatusCode, anonymous.Headers.WwwAuthenticate.ToString()));
                using var powerless = await AskAsync(server, server.Token(Role.None, "SCT"), path + format);
                Assert.True(powerless.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotAcceptable, $"{path}{format} {powerless.StatusCode}");
            }
        }
    }

    // The rows of a list as the address has them, after comparing; null for an object.
    private static async Task<int?> CompareAsync(PlanServer server, string token, Address address, string plan, string label, string place)
    {
        var path = Filled(address.Route, address.Route.Contains("/plans/", StringComparison.Ordinal) ? plan : "A01", label);
        var variables = address.Route.Contains("statistics", StringComparison.Ordinal) ? "\"groupBy\":[\"AGENCY\",\"STATUS\"]," : "";
        var query = variables.Length > 0 ? "groupBy=AGENCY&groupBy=STATUS&" : "";
        var code = path.Split('/') is [_, _, _, _, var named, ..] ? $"\"code\":\"{named}\"," : "";
        var task = address.Route.Contains("{label}", StringComparison.Ordinal) ? $"\"label\":\"{label}\"," : "";
        var given = "{" + (variables + code + task).TrimEnd(',') + "}";
        using var expected = await JsonAsync(server, token, $"/graphql/persisted/{address.DocumentId}?operationName={address.Name}&variables={Uri.EscapeDataString(given)}");
        var value = expected.RootElement.GetProperty("data").EnumerateObject().Single().Value;
        using var response = await AskAsync(server, token, path + "?" + query);
        if (value.ValueKind == JsonValueKind.Null)
        {
            Assert.Equal((place, HttpStatusCode.NotFound), (place, response.StatusCode));
            return null;
        }

        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal((place, value.GetRawText()), (place, text));
        if (value.ValueKind == JsonValueKind.Object && !value.TryGetProperty("nodes", out _))
        {
            return null;
        }

        var lines = await LinesAsync(server, token, path, query, place);
        using var sheet = await AskAsync(server, token, path + ".csv?" + query);
        Assert.Equal((place, lines.Count), (place, FormatTests.ReadCsv(await sheet.Content.ReadAsStringAsync()).Count - 1));
        using var book = await AskAsync(server, token, path + ".xlsx?" + query);
        Assert.Equal((place, HttpStatusCode.OK), (place, book.StatusCode));
        return lines.Count;
    }

    // All rows as lines, which are the nodes of all pages.
    private static async Task<List<string>> LinesAsync(PlanServer server, string token, string path, string query, string place)
    {
        using var stream = await AskAsync(server, token, path + ".jsonl?" + query);
        List<string> lines = [.. (await stream.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        var nodes = new List<string>();
        for (var after = ""; ;)
        {
            using var page = await JsonAsync(server, token, $"{path}?{query}{after}");
            if (page.RootElement.ValueKind == JsonValueKind.Array)
            {
                nodes.AddRange(page.RootElement.EnumerateArray().Select(node => node.GetRawText()));
                break;
            }

            nodes.AddRange(page.RootElement.GetProperty("nodes").EnumerateArray().Select(node => node.GetRawText()));
            var info = page.RootElement.GetProperty("pageInfo");
            if (!info.GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }

            after = "after=" + info.GetProperty("endCursor").GetString();
        }

        Assert.True(nodes.SequenceEqual(lines), place);
        return lines;
    }

    private static string Filled(string route, string code, string label) =>
        route.Replace("{code}", code, StringComparison.Ordinal).Replace("{label}", label, StringComparison.Ordinal);

    private static async Task<JsonDocument> JsonAsync(PlanServer server, string token, string path)
    {
        using var response = await AskAsync(server, token, path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}\n{text}");
        return JsonDocument.Parse(text);
    }

    private static async Task<HttpResponseMessage> AskAsync(PlanServer server, string? token, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await server.Http.SendAsync(request);
    }

    // An open plan and then a draft, by code, with the label of one of its tasks.
    private static async Task<Dictionary<string, string>> PlansAsync(TestDatabase database)
    {
        await using var context = database.Database.CreateContext();
        var tasks = await context.Tasks.OrderBy(task => task.Id).Select(task => new { task.Label, task.Plan!.Code, IsDraft = task.Plan.Status == PlanStatus.Draft }).ToListAsync();
        return new[] { tasks.First(task => !task.IsDraft), tasks.First(task => task.IsDraft) }.ToDictionary(task => task.Code, task => task.Label);
    }
}
