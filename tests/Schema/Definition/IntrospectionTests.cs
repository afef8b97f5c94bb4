using System.Text.Json;
using System.Text.Json.Nodes;
using GraphQL;
using GraphQL.Execution;
using KGPlanGraph.Schema.Definition;

namespace KGPlanGraph.Tests.Schema.Definition;

public sealed class IntrospectionTests
{
    private static readonly string[] BuiltInTypes =
    [
        "Boolean", "Float", "ID", "Int", "String",
        "__Directive", "__DirectiveLocation", "__EnumValue", "__Field", "__InputValue", "__Schema", "__Type", "__TypeKind",
    ];

    [Fact]
    public async Task Introspection_tells_every_type_as_the_document_defines_it()
    {
        var answered = ByName((await IntrospectAsync())["types"]!);
        foreach (var type in answered.Values.Where(type => type["possibleTypes"] is not null))
        {
            type["possibleTypes"] = Sorted(type["possibleTypes"]!);
        }

        AssertSame(new ExpectedIntrospection(SchemaDocument.Ast).Types(), answered);
    }

    [Fact]
    public async Task Introspection_has_no_types_but_the_documents_and_the_specifications()
    {
        var types = ByName((await IntrospectAsync())["types"]!);

        Assert.Equal(
            BuiltInTypes.Concat(new ExpectedIntrospection(SchemaDocument.Ast).Types().Keys).Order(StringComparer.Ordinal),
            types.Keys.Order(StringComparer.Ordinal));
        Assert.All(BuiltInTypes[..5], name => Assert.NotEmpty((string?)types[name]["description"] ?? ""));
    }

    [Fact]
    public async Task Introspection_tells_every_directive_the_specifications_among_them()
    {
        var directives = ByName((await IntrospectAsync())["directives"]!);

        AssertSame(new ExpectedIntrospection(SchemaDocument.Ast).Directives(), directives);
        Assert.Equal(["asOf", "authorize", "cost", "deprecated", "include", "listSize", "oneOf", "skip", "specifiedBy"], directives.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Introspection_tells_the_roots_and_what_the_schema_is_about()
    {
        var schema = await IntrospectAsync();

        Assert.Equal("Query", (string?)schema["queryType"]!["name"]);
        Assert.Equal("Mutation", (string?)schema["mutationType"]!["name"]);
        Assert.Equal("Subscription", (string?)schema["subscriptionType"]!["name"]);
        Assert.StartsWith("Plans of a province", (string?)schema["description"], StringComparison.Ordinal);
    }

    private static async Task<JsonNode> IntrospectAsync()
    {
        var result = await new DocumentExecuter().ExecuteAsync(options =>
        {
            options.Schema = GraphQLSchema.Build();
            options.Query = EmbeddedText.Read("introspection.graphql");
        });
        Assert.Null(result.Errors);
        return JsonSerializer.SerializeToNode(((RootExecutionNode)result.Data!).ToValue())!["__schema"]!;
    }

    private static void AssertSame(IReadOnlyDictionary<string, JsonObject> expected, Dictionary<string, JsonNode> answered)
        => Assert.All(expected, pair => Assert.Equal(Normal(pair.Value), Normal(answered[pair.Key])));

    private static Dictionary<string, JsonNode> ByName(JsonNode list) => list.AsArray().ToDictionary(node => (string)node!["name"]!, node => node!);

    private static JsonArray Sorted(JsonNode types)
        => new([.. types.AsArray().Select(type => type!.DeepClone()).OrderBy(type => (string?)type["name"], StringComparer.Ordinal)]);

    // Keys by name; "ofType": null is said or left out depending on how deep the query asks.
    private static string Normal(JsonNode? node) => node switch
    {
        JsonObject fields => $"{{{string.Join(",", fields.Where(field => field.Key != "ofType" || field.Value is not null)
            .OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{Normal(field.Value)}"))}}}",
        JsonArray list => $"[{string.Join(",", list.Select(Normal))}]",
        null => "null",
        _ => node.ToJsonString(),
    };
}
