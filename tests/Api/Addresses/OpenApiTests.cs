using System.Net;
using System.Text.Json;
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
    [Fact]
    public async Task Description_is_valid_and_has_every_address_with_its_parameters()
    {
        var text = (await servers.JsonAsync(DatabaseEngine.Sqlite, "/openapi.json")).GetRawText();
        var read = OpenApiDocument.Parse(text, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        var addresses = servers[DatabaseEngine.Sqlite].Services.GetRequiredService<AddressCatalog>().All;
        Assert.Equal(addresses.Select(address => address.Route).Order(StringComparer.Ordinal), read.Document!.Paths.Keys);
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
        Hold(schema, await servers.JsonAsync(DatabaseEngine.Sqlite, route.Replace("{code}", "KG-CN-2022", StringComparison.Ordinal)));
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
    private static void Hold(JsonElement schema, JsonElement value)
    {
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
                Assert.All(value.EnumerateArray(), item => Hold(schema.GetProperty("items"), item));
                break;
            case "object":
                Assert.All(schema.GetProperty("required").EnumerateArray(), name => Assert.True(value.TryGetProperty(name.GetString()!, out _)));
                Assert.All(value.EnumerateObject(), member => Hold(schema.GetProperty("properties").GetProperty(member.Name), member.Value));
                break;
            case "string" when schema.TryGetProperty("enum", out var values):
                Assert.Contains(value.GetString(), values.EnumerateArray().Select(known => known.GetString()));
                break;
        }
    }
}
