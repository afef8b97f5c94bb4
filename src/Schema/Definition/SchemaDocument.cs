using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Definition;

/// <summary>
/// The schema as a document: what the .graphql files say, completed by rule (connections, filters, sorts, standing descriptions, costs).
/// What clients get from <c>/graphql?sdl</c> and what <c>schema.graphql</c> holds.
/// </summary>
public static class SchemaDocument
{
    static readonly Lazy<GraphQLDocument> Composed = new(SchemaComposer.Compose);
    static readonly Lazy<string> Printed = new(() => SchemaPrinter.Print(Composed.Value));

    /// <summary>The composed schema; every type is defined once, no extensions. Not to be changed.</summary>
    public static GraphQLDocument Ast => Composed.Value;

    /// <summary>The composed schema as text, types in a stable order, ending with a line feed.</summary>
    public static string Sdl => Printed.Value;
}
