using System.Text.Json;
using GraphQL.Types;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Input;

/// <summary>An operation's variables: types found once, values coerced per request.</summary>
internal sealed class VariableCoercion
{
    private static readonly Dictionary<string, object?> None = [];

    private readonly List<(string Name, IGraphType Type, GraphQLValue? Default)> definitions = [];

    public VariableCoercion(ISchema schema, GraphQLOperationDefinition operation)
    {
        foreach (var definition in operation.Variables?.Items ?? [])
        {
            definitions.Add((definition.Variable.Name.StringValue, Resolve(schema, definition.Type), definition.DefaultValue));
        }
    }

    /// <summary>Their definitions, in the order of the document.</summary>
    public IReadOnlyList<(string Name, IGraphType Type, GraphQLValue? Default)> Definitions => definitions;

    /// <summary>The values; a variable that is neither given nor has a default is absent.</summary>
    /// <exception cref="InvalidInputException">A value does not fit.</exception>
    public IReadOnlyDictionary<string, object?> Coerce(ReadOnlyMemory<byte> json)
    {
        if (definitions.Count == 0)
        {
            return None;
        }

        using var document = json.IsEmpty ? null : JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
        var values = new Dictionary<string, object?>(definitions.Count);
        foreach (var (name, type, fallback) in definitions)
        {
            if (document is not null && document.RootElement.TryGetProperty(name, out var given))
            {
                values[name] = InputCoercion.Json(type, given, "$" + name);
            }
            else if (fallback is not null)
            {
                values[name] = InputCoercion.Literal(type, fallback, None);
            }
            else if (type is NonNullGraphType)
            {
                InputCoercion.Json(type, Null, "$" + name);
            }
        }

        return values;
    }

    private static JsonElement Null { get; } = JsonDocument.Parse("null").RootElement;

    private static IGraphType Resolve(ISchema schema, GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => new NonNullGraphType(Resolve(schema, nonNull.Type)),
        GraphQLListType list => new ListGraphType(Resolve(schema, list.Type)),
        GraphQLNamedType named => schema.AllTypes[named.Name.StringValue]!,
        _ => throw new InvalidOperationException($"{type.Kind} is no type of a variable."),
    };
}
