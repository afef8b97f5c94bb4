using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Definition;

/// <summary>
/// The schema as a document: what the .graphql files say, completed by rule (connections, filters, sorts, standing descriptions, costs).
/// What clients get from <c>/graphql?sdl</c> and what <c>schema.graphql</c> holds.
/// </summary>
public static class SchemaDocument
{
    private static readonly Lazy<GraphQLDocument> Composed = new(SchemaComposer.Compose);
    private static readonly Lazy<string> Printed = new(() => SchemaPrinter.Print(Composed.Value));

    /// <summary>The composed schema; every type is defined once, no extensions. Not to be changed.</summary>
    public static GraphQLDocument Ast => Composed.Value;

    /// <summary>The composed schema as text, types in a stable order, ending with a line feed.</summary>
    public static string Sdl => Printed.Value;
}

/// <summary>The small pieces of SDL: values, block strings, names of locations.</summary>
internal static class SdlText
{
    /// <summary>A constant value, e.g. a default: <c>[]</c>, <c>MARKDOWN</c>, <c>"10"</c>.</summary>
    public static string Value(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => $"\"{JsonEncodedText.Encode(text.Value.Span, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"",
        GraphQLListValue list => $"[{string.Join(", ", list.Values?.Select(Value) ?? [])}]",
        GraphQLObjectValue fields => $"{{{string.Join(", ", fields.Fields?.Select(field => $"{field.Name.StringValue}: {Value(field.Value)}") ?? [])}}}",
        GraphQLEnumValue name => name.Name.StringValue,
        GraphQLNullValue => "null",
        GraphQLBooleanValue truth => truth.BoolValue ? "true" : "false",
        GraphQLIntValue number => number.Value.ToString(),
        GraphQLFloatValue number => number.Value.ToString(),
        _ => throw new InvalidOperationException($"No constant: {value.Kind}."),
    };

    /// <summary>A description with its line feed: on one line where it fits, otherwise between lines of quotes.</summary>
    public static string BlockString(string text, string indent)
    {
        var escaped = text.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        // A quote next to the delimiter would be read as part of it.
        if (!escaped.Contains('\n') && !escaped.StartsWith('"') && !escaped.EndsWith('"') && !escaped.EndsWith('\\'))
        {
            return $"{indent}\"\"\"{escaped}\"\"\"\n";
        }

        var block = new StringBuilder(indent).Append("\"\"\"\n");
        foreach (var line in escaped.Split('\n'))
        {
            block.Append(line.Length == 0 ? "" : indent).Append(line).Append('\n');
        }

        return block.Append(indent).Append("\"\"\"\n").ToString();
    }

    /// <summary>FieldDefinition → FIELD_DEFINITION.</summary>
    public static string Location(DirectiveLocation location) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(location.ToString());
}
