using System.Text;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Definition;

/// <summary>
/// Writes a schema the same way every time: the schema definition, the root types, then interfaces, objects, unions, inputs, enums, scalars and directives,
/// each by name. The order of fields, arguments, values and members is the document's, for it is part of what clients see.
/// </summary>
/// <remarks>
/// graphql-dotnet's printer leaves out what it does not know and the parser's keeps the order of the sources; this one's text is compared with a committed file.
/// </remarks>
internal sealed class SchemaPrinter
{
    private static readonly string[] Roots = ["Query", "Mutation", "Subscription"];

    private readonly StringBuilder text = new(256 * 1024);

    private SchemaPrinter()
    {
    }

    public static string Print(GraphQLDocument document)
    {
        var printer = new SchemaPrinter();
        foreach (var definition in document.Definitions.OrderBy(Rank).ThenBy(Name, StringComparer.Ordinal))
        {
            printer.WriteDefinition(definition);
        }

        return printer.text.ToString();
    }

    private static string Name(ASTNode definition) => (definition as INamedNode)?.Name.StringValue ?? "";

    private static int Rank(ASTNode definition) => definition switch
    {
        GraphQLSchemaDefinition => 0,
        GraphQLObjectTypeDefinition when Array.IndexOf(Roots, Name(definition)) is var root and >= 0 => 1 + root,
        GraphQLInterfaceTypeDefinition => 4,
        GraphQLObjectTypeDefinition => 5,
        GraphQLUnionTypeDefinition => 6,
        GraphQLInputObjectTypeDefinition => 7,
        GraphQLEnumTypeDefinition => 8,
        GraphQLScalarTypeDefinition => 9,
        _ => 10,
    };

    private void WriteDefinition(ASTNode definition)
    {
        if (text.Length > 0)
        {
            text.Append('\n');
        }

        WriteDescription(definition, "");
        switch (definition)
        {
            case GraphQLSchemaDefinition schema:
                WriteBlock("schema", schema.OperationTypes!, root => $"{root.Operation.ToString().ToLowerInvariant()}: {root.Type!.Name.StringValue}");
                break;
            case GraphQLInterfaceTypeDefinition type:
                WriteFields($"interface {Name(type)}{Interfaces(type)}{Directives(type)}", type.Fields!);
                break;
            case GraphQLObjectTypeDefinition type:
                WriteFields($"type {Name(type)}{Interfaces(type)}{Directives(type)}", type.Fields!);
                break;
            case GraphQLUnionTypeDefinition type:
                WriteUnion(type);
                break;
            case GraphQLInputObjectTypeDefinition type:
                WriteBlock($"input {Name(type)}{Directives(type)}", type.Fields!, Value);
                break;
            case GraphQLEnumTypeDefinition type:
                WriteBlock($"enum {Name(type)}{Directives(type)}", type.Values!, value => Name(value) + Directives(value));
                break;
            case GraphQLScalarTypeDefinition type:
                Write($"scalar {Name(type)}{Directives(type)}\n");
                break;
            case GraphQLDirectiveDefinition directive:
                WriteDirective(directive);
                break;
        }
    }

    private void WriteFields(string head, GraphQLFieldsDefinition fields)
    {
        text.Append(head).Append(" {\n");
        foreach (var field in fields)
        {
            WriteDescription(field, "  ");
            text.Append("  ").Append(Name(field));
            WriteArguments(field.Arguments, "  ");
            Write($": {Type(field.Type)}{Directives(field)}\n");
        }

        text.Append("}\n");
    }

    private void WriteBlock<T>(string head, IEnumerable<T> members, Func<T, string> member)
        where T : ASTNode
    {
        text.Append(head).Append(" {\n");
        foreach (var node in members)
        {
            WriteDescription(node, "  ");
            text.Append("  ").Append(member(node)).Append('\n');
        }

        text.Append("}\n");
    }

    private void WriteArguments(GraphQLArgumentsDefinition? arguments, string indent)
    {
        if (arguments is null)
        {
            return;
        }

        text.Append("(\n");
        foreach (var argument in arguments)
        {
            WriteDescription(argument, indent + "  ");
            Write($"{indent}  {Value(argument)}\n");
        }

        text.Append(indent).Append(')');
    }

    private void WriteUnion(GraphQLUnionTypeDefinition union)
    {
        Write($"union {Name(union)}{Directives(union)} =");
        foreach (var member in union.Types!)
        {
            text.Append("\n  | ").Append(Name(member));
        }

        text.Append('\n');
    }

    private void WriteDirective(GraphQLDirectiveDefinition directive)
    {
        Write($"directive @{Name(directive)}");
        WriteArguments(directive.Arguments, "");
        var locations = string.Join(" | ", directive.Locations.Items.Select(SdlText.Location));
        Write($"{(directive.Repeatable ? " repeatable" : "")} on {locations}\n");
    }

    private void Write(string text) => this.text.Append(text);

    private void WriteDescription(ASTNode node, string indent)
    {
        if ((node as IHasDescriptionNode)?.Description?.Value.ToString() is { } description)
        {
            text.Append(SdlText.BlockString(description, indent));
        }
    }

    private static string Interfaces(IHasInterfacesNode type)
        => type.Interfaces is null ? "" : " implements " + string.Join(" & ", type.Interfaces.Items.Select(Name));

    private static string Directives(IHasDirectivesNode node)
        => string.Concat(node.Directives?.Items.Select(directive => $" @{Name(directive)}{Arguments(directive)}") ?? []);

    private static string Arguments(GraphQLDirective directive) => directive.Arguments is not { Count: > 0 } arguments
        ? ""
        : $"({string.Join(", ", arguments.Items.Select(argument => $"{Name(argument)}: {SdlText.Value(argument.Value)}"))})";

    private static string Value(GraphQLInputValueDefinition value)
        => $"{Name(value)}: {Type(value.Type)}{(value.DefaultValue is { } fallback ? $" = {SdlText.Value(fallback)}" : "")}{Directives(value)}";

    private static string Type(GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => Type(nonNull.Type) + "!",
        GraphQLListType list => $"[{Type(list.Type)}]",
        _ => type.NamedType(),
    };
}
