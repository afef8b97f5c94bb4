using System.Text.Json;
using System.Text.Json.Nodes;
using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace KGPlanGraph.Tests.Schema.Definition;

/// <summary>What introspection has to answer about a schema, drawn from its document alone.</summary>
internal sealed class ExpectedIntrospection(GraphQLDocument document)
{
    private readonly Dictionary<string, string> kinds = Defined(document).ToDictionary(type => type.Name.StringValue, Kind);

    /// <summary>Every type of the document by its name, with the fields of graphql-js's introspection query.</summary>
    public IReadOnlyDictionary<string, JsonObject> Types() => Defined(document).ToDictionary(type => type.Name.StringValue, Type);

    /// <summary>Every directive that the document defines.</summary>
    public IReadOnlyDictionary<string, JsonObject> Directives()
        => document.Definitions.OfType<GraphQLDirectiveDefinition>().ToDictionary(directive => directive.Name.StringValue, Directive);

    private JsonObject Type(GraphQLTypeDefinition type) => new()
    {
        ["kind"] = Kind(type),
        ["name"] = type.Name.StringValue,
        ["description"] = Description(type),
        ["specifiedByURL"] = SpecifiedBy(type),
        ["isOneOf"] = type is GraphQLInputObjectTypeDefinition input ? input.Directives?.Any(directive => directive.Name == "oneOf") ?? false : null,
        ["fields"] = type switch
        {
            GraphQLObjectTypeDefinition { Fields: { } fields } => List(fields, Field),
            GraphQLInterfaceTypeDefinition { Fields: { } fields } => List(fields, Field),
            _ => null,
        },
        ["inputFields"] = type is GraphQLInputObjectTypeDefinition { Fields: { } inputs } ? List(inputs, Input) : null,
        ["interfaces"] = type is GraphQLObjectTypeDefinition or GraphQLInterfaceTypeDefinition
            ? List(((IHasInterfacesNode)type).Interfaces?.Items ?? [], implemented => Named(implemented.Name.StringValue))
            : null,
        ["enumValues"] = type is GraphQLEnumTypeDefinition { Values: { } values } ? List(values, Named) : null,
        ["possibleTypes"] = PossibleTypes(type),
    };

    private JsonArray? PossibleTypes(GraphQLTypeDefinition type) => type switch
    {
        GraphQLUnionTypeDefinition union => ByName(union.Types!),
        GraphQLInterfaceTypeDefinition => ByName(document.Definitions.OfType<GraphQLObjectTypeDefinition>().Where(candidate => Implements(candidate, type))),
        _ => null,
    };

    private JsonArray ByName(IEnumerable<INamedNode> types) => List(types.Select(type => type.Name.StringValue).Order(StringComparer.Ordinal), Named);

    // To the parser a directive's definition is a type's definition too.
    private static IEnumerable<GraphQLTypeDefinition> Defined(GraphQLDocument document)
        => document.Definitions.OfType<GraphQLTypeDefinition>().Where(type => type is not GraphQLDirectiveDefinition);

    private static bool Implements(GraphQLObjectTypeDefinition type, GraphQLTypeDefinition implemented)
        => type.Interfaces?.Any(name => name.Name.StringValue == implemented.Name.StringValue) is true;

    private JsonObject Field(GraphQLFieldDefinition field) => new()
    {
        ["name"] = field.Name.StringValue,
        ["description"] = Description(field),
        ["args"] = List(field.Arguments?.Items ?? [], Input),
        ["type"] = Reference(field.Type),
        ["isDeprecated"] = false,
        ["deprecationReason"] = null,
    };

    private JsonObject Input(GraphQLInputValueDefinition input) => new()
    {
        ["name"] = input.Name.StringValue,
        ["description"] = Description(input),
        ["type"] = Reference(input.Type),
        ["defaultValue"] = input.DefaultValue is { } value ? new SDLPrinter().Print(value).Trim() : null,
        ["isDeprecated"] = false,
        ["deprecationReason"] = null,
    };

    private static JsonObject Named(GraphQLEnumValueDefinition value) => new()
    {
        ["name"] = value.Name.StringValue,
        ["description"] = Description(value),
        ["isDeprecated"] = false,
        ["deprecationReason"] = null,
    };

    private JsonObject Directive(GraphQLDirectiveDefinition directive) => new()
    {
        ["name"] = directive.Name.StringValue,
        ["description"] = Description(directive),
        ["isRepeatable"] = directive.Repeatable,
        ["locations"] = List(directive.Locations.Items, location => JsonNamingPolicy.SnakeCaseUpper.ConvertName(location.ToString())),
        ["args"] = List(directive.Arguments?.Items ?? [], Input),
    };

    private JsonObject Reference(GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => new() { ["kind"] = "NON_NULL", ["name"] = null, ["ofType"] = Reference(nonNull.Type) },
        GraphQLListType list => new() { ["kind"] = "LIST", ["name"] = null, ["ofType"] = Reference(list.Type) },
        GraphQLNamedType named => Named(named.Name.StringValue),
        _ => throw new InvalidOperationException($"Unknown kind of type: {type.Kind}."),
    };

    private JsonObject Named(string type) => new() { ["kind"] = kinds.GetValueOrDefault(type, "SCALAR"), ["name"] = type, ["ofType"] = null };

    private static string? Description(ASTNode node) => ((IHasDescriptionNode)node).Description?.Value.ToString();

    private static string? SpecifiedBy(GraphQLTypeDefinition type) => type is GraphQLScalarTypeDefinition { Directives: { } directives }
        ? ((GraphQLStringValue)directives.Single().Arguments!.Single().Value).Value.ToString()
        : null;

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> node) => new([.. items.Select(node)]);

    private static string Kind(GraphQLTypeDefinition type) => type switch
    {
        GraphQLObjectTypeDefinition => "OBJECT",
        GraphQLInterfaceTypeDefinition => "INTERFACE",
        GraphQLUnionTypeDefinition => "UNION",
        GraphQLInputObjectTypeDefinition => "INPUT_OBJECT",
        GraphQLEnumTypeDefinition => "ENUM",
        _ => "SCALAR",
    };
}
