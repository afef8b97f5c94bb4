using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Addresses;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace KGPlanGraph.Tests.Api.Addresses;

/// <summary>The description of the addresses for gateways.</summary>
public sealed class OpenApiTests(AddressServers servers) : IClassFixture<AddressServers>
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    // Those that no document stands behind, with their operations.
    private static readonly string[] Others =
        ["/export.jsonl", "/import", "/api/v1/agencies/{code}/report-sheet.xlsx", "/api/v1/calendar-keys", "/api/v1/calendar-keys/{id}", "/calendar/{key}.ics"];

    [Fact]
    public async Task Description_is_valid_and_has_every_address_with_its_parameters()
    {
        var text = (await servers.JsonAsync(DatabaseEngine.Sqlite, "/openapi.json")).GetRawText();
        var read = OpenApiDocument.Parse(text, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        var addresses = servers[DatabaseEngine.Sqlite].Services.GetRequiredService<AddressCatalog>().All;
        Assert.Equal(addresses.Select(address => address.Route).Concat(Others).Order(StringComparer.Ordinal), read.Document!.Paths.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "GET /api/v1/agencies/{code}/report-sheet.xlsx ReportSheet", "POST /api/v1/agencies/{code}/report-sheet.xlsx FileReportSheet", "GET /api/v1/calendar-keys calendarKeys",
                "POST /api/v1/calendar-keys createCalendarKey", "DELETE /api/v1/calendar-keys/{id} revokeCalendarKey", "GET /calendar/{key}.ics Calendar", "GET /export.jsonl Export", "POST /import Import",
            ],
            Others.Order(StringComparer.Ordinal).SelectMany(path => read.Document.Paths[path].Operations!.Select(operation => $"{operation.Key} {path} {operation.Value.OperationId}")));
        Assert.Empty(read.Document.Paths["/calendar/{key}.ics"].Operations![HttpMethod.Get].Security!);
        foreach (var address in addresses)
        {
            var operation = read.Document.Paths[address.Route].Operations![HttpMethod.Get];
            Assert.Equal(address.Name, operation.OperationId);
            Assert.Equal(
                address.Parameters.Select(parameter => (parameter.Name, parameter.IsInPath ? ParameterLocation.Path : ParameterLocation.Query, parameter.IsRequired)),
                operation.Parameters!.Where(parameter => parameter.Name != "format").Select(parameter => (parameter.Name!, parameter.In!.Value, parameter.Required)));
            Assert.NotEmpty(operation.Summary!);
        }
    }

    [Theory]
    [InlineData("/api/v1/plans")]
    [InlineData("/api/v1/plans/{code}")]
    [InlineData("/api/v1/plans/{code}/tasks")]
    [InlineData("/api/v1/plans/{code}/statistics")]
    [InlineData("/api/v1/investment-items")]
    public async Task Answer_is_as_described(string route)
    {
        var description = await servers.JsonAsync(DatabaseEngine.Sqlite, "/openapi.json");
        var schema = description.GetProperty("paths").GetProperty(route).GetProperty("get").GetProperty("responses").GetProperty("200")
            .GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Hold(description, schema, await servers.JsonAsync(DatabaseEngine.Sqlite, route.Replace("{code}", "KG-CN-2022", StringComparison.Ordinal)));
    }

    /// <summary>What examples are asked with. KGPLANGRAPH_UPDATE_EXAMPLES=1 writes the files again.</summary>
    public static TheoryData<string, string, string> Examples => new()
    {
        { "Plans", "/api/v1/plans", """{"first":2}""" },
        { "Plan", "/api/v1/plans/KG-CN-2022", """{"code":"KG-CN-2022"}""" },
        { "PlanSections", "/api/v1/plans/KG-CN-2022/sections", """{"code":"KG-CN-2022","first":2}""" },
        { "PlanTasks", "/api/v1/plans/KG-CN-2022/tasks", """{"code":"KG-CN-2022","asOf":"2022-06-30","first":2}""" },
        { "Task", "/api/v1/plans/KG-CN-2022/tasks/II.3.c", """{"code":"KG-CN-2022","label":"II.3.c","asOf":"2022-06-30"}""" },
        { "PlanDeadlines", "/api/v1/plans/KG-CN-2022/deadlines", """{"code":"KG-CN-2022","asOf":"2022-06-30","first":2}""" },
        { "PlanStatistics", "/api/v1/plans/KG-CN-2022/statistics", """{"code":"KG-CN-2022","groupBy":"STATUS","asOf":"2022-06-30"}""" },
        { "Agencies", "/api/v1/agencies", """{"first":2}""" },
        { "Agency", "/api/v1/agencies/SCT", """{"code":"SCT","asOf":"2022-06-30"}""" },
        { "AgencyTasks", "/api/v1/agencies/SCT/tasks", """{"code":"SCT","asOf":"2022-06-30","first":2}""" },
        { "OverdueDeadlines", "/api/v1/agencies/SKHDT/overdue-deadlines", """{"code":"SKHDT","asOf":"2022-06-30","first":2}""" },
        { "InvestmentItems", "/api/v1/investment-items", """{"first":2}""" },
        { "Changes", "/api/v1/changes", """{"first":2}""" },
    };

    [Theory, MemberData(nameof(Examples))]
    public async Task Example_is_the_answer_over_the_first_data(string name, string path, string parameters)
    {
        var given = JsonNode.Parse(parameters)!.AsObject();
        var query = string.Join('&', given.Where(parameter => parameter.Key is not ("code" or "label")).Select(parameter => $"{parameter.Key}={parameter.Value}"));
        var answer = JsonNode.Parse((await servers.JsonAsync(DatabaseEngine.Sqlite, $"{path}?{query}")).GetRawText())!;
        Settle(answer);
        if (given["groupBy"] is { } group)
        {
            given["groupBy"] = new JsonArray(group.DeepClone());
        }

        var expected = new JsonObject { ["parameters"] = given.DeepClone(), ["answer"] = answer }.ToJsonString(Readable) + "\n";
        var file = Repository.Path($"src/Api/Addresses/Examples/{name}.json");
        if (Environment.GetEnvironmentVariable("KGPLANGRAPH_UPDATE_EXAMPLES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, expected);
        }

        Assert.Equal(expected, await File.ReadAllTextAsync(file));
        var shown = (await servers.JsonAsync(DatabaseEngine.Sqlite, "/openapi.json")).GetProperty("paths").EnumerateObject()
            .SelectMany(item => item.Value.EnumerateObject().Select(operation => operation.Value)).Single(operation => operation.GetProperty("operationId").GetString() == name);
        Assert.True(JsonNode.DeepEquals(answer, JsonNode.Parse(
            shown.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText())));
    }

    // When the first data were loaded is another time each time.
    private static void Settle(JsonNode? node)
    {
        if (node is JsonObject item)
        {
            foreach (var name in item.Select(member => member.Key).Where(name => name is "createdAt" or "updatedAt" or "occurredAt").ToList())
            {
                item[name] = "2022-03-01T01:00:00.000Z";
            }

            foreach (var name in item.Select(member => member.Key).Where(name => name is "startCursor" or "endCursor").ToList())
            {
                item[name] = "AQ0hXk0";
            }

            foreach (var member in item)
            {
                Settle(member.Value);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var inner in list)
            {
                Settle(inner);
            }
        }
    }

    [Fact]
    public async Task Page_comes_from_this_server_alone()
    {
        foreach (var path in (string[])["/openapi", "/openapi/openapi.js", "/openapi/swagger-ui.css", "/openapi/swagger-ui-bundle.js"])
        {
            using var response = await servers.SendAsync(DatabaseEngine.Sqlite, path, Role.None);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("connect-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.True((await response.Content.ReadAsByteArrayAsync()).Length > 300);
        }
    }

    // The part of JSON Schema that descriptions use.
    private static void Hold(JsonElement description, JsonElement schema, JsonElement value)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            schema = description.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        var types = schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } several
            ? several.EnumerateArray().Select(type => type.GetString()!).ToList() : [schema.GetProperty("type").GetString()!];
        var type = value.ValueKind switch
        {
            JsonValueKind.Null => "null",
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => types.Contains("number") ? "number" : "integer",
            _ => "boolean",
        };
        Assert.Contains(type, types);
        switch (type)
        {
            case "array":
                Assert.All(value.EnumerateArray(), item => Hold(description, schema.GetProperty("items"), item));
                break;
            case "object":
                Assert.All(schema.GetProperty("required").EnumerateArray(), name => Assert.True(value.TryGetProperty(name.GetString()!, out _)));
                Assert.All(value.EnumerateObject(), member => Hold(description, schema.GetProperty("properties").GetProperty(member.Name), member.Value));
                break;
            case "string" when schema.TryGetProperty("enum", out var values):
                Assert.Contains(value.GetString(), values.EnumerateArray().Select(known => known.GetString()));
                break;
        }
    }
}
