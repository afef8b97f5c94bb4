using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Addresses;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Operations;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Schema.Rows;

/// <summary>
/// A query with one root field that is a list or a connection, and, for a connection, what reads all its pages: the same query with page arguments of ours.
/// <code>
/// as sent     { tasks(where: …, first: $n) { nodes { label } totalCount } }
/// pages       { tasks(where: …, first: $__first, after: $__after) { nodes { label } __page: pageInfo { hasNextPage endCursor } } }
/// count       { tasks(where: …) { __count: totalCount } }
/// </code>
/// </summary>
internal sealed class RowOperation
{
    public const string First = "__first";
    public const string After = "__after";
    public const string Page = "__page";
    public const string Count = "__count";

    private static readonly string[] Paging = ["first", "after"];

    private readonly GraphQLField field;
    private readonly IReadOnlyList<string> given;

    private RowOperation(ISchema schema, CachedDocument document, CachedOperation operation, GraphQLField field, IGraphType type)
    {
        this.field = field;
        given = [.. (field.Arguments?.Items ?? []).Select(argument => argument.Name.StringValue)];
        RootKey = (field.Alias?.Name ?? field.Name).StringValue;
        var columns = new RowColumns(new FieldCollection(schema, document.Ast, _ => true));
        var nullable = type is NonNullGraphType nonNull ? nonNull.ResolvedType! : type;
        if (nullable is ListGraphType)
        {
            var named = type.GetNamedGraphType();
            Columns = columns.Of(named, columns.Collect(named, [field.SelectionSet!]));
            return;
        }

        var parts = columns.Collect(nullable, [field.SelectionSet!]);
        if (parts.FirstOrDefault(part => part.Name == "nodes") is { } nodes)
        {
            RowsKey = nodes.ResponseKey;
            var node = ((IObjectGraphType)nullable).GetField("nodes")!.ResolvedType!.GetNamedGraphType();
            Columns = columns.Of(node, columns.Collect(node, nodes.SubSelections));
        }
        else if (parts.FirstOrDefault(part => part.Name == "edges") is { } edges)
        {
            RowsKey = edges.ResponseKey;
            var edge = ((IObjectGraphType)nullable).GetField("edges")!.ResolvedType!.GetNamedGraphType();
            if (columns.Collect(edge, edges.SubSelections).FirstOrDefault(part => part.Name == "node") is { } inner)
            {
                NodeKey = inner.ResponseKey;
                var node = ((IObjectGraphType)edge).GetField("node")!.ResolvedType!.GetNamedGraphType();
                Columns = columns.Of(node, columns.Collect(node, inner.SubSelections));
            }
        }

        Pages = Rewritten(schema, document, operation, (rewritten, template) =>
        {
            Replace(rewritten, template, keepsArguments: false);
            rewritten.SelectionSet!.Selections =
            [
                .. rewritten.SelectionSet.Selections.Where(part => part is not GraphQLField { Name.StringValue: "pageInfo" or "totalCount" }),
                template.SelectionSet!.Selections[0],
            ];
        });
        Counting = Rewritten(schema, document, operation, (rewritten, template) =>
        {
            Replace(rewritten, template, keepsArguments: true);
            rewritten.SelectionSet!.Selections = [template.SelectionSet!.Selections[1]];
        });
    }

    /// <summary>The response key of the root field.</summary>
    public string RootKey { get; }

    /// <summary>In a connection: the response key of <c>nodes</c> or <c>edges</c>; null for a plain list.</summary>
    public string? RowsKey { get; }

    /// <summary>In edges: the response key of <c>node</c>.</summary>
    public string? NodeKey { get; }

    /// <summary>The leaves of a row; empty where no row is selected.</summary>
    public IReadOnlyList<RowColumn> Columns { get; } = [];

    /// <summary>Reads one page; null for a plain list, which has none.</summary>
    public CachedOperation? Pages { get; }

    /// <summary>Counts all rows.</summary>
    public CachedOperation? Counting { get; }

    /// <summary>Null where the operation is no query of one list.</summary>
    public static RowOperation? Of(ISchema schema, CachedDocument document, CachedOperation operation)
    {
        if (operation.Kind != OperationKind.Query || RootOf(document.Ast, operation.Definition.SelectionSet) is not { } field
            || operation.RootType(field) is not { } type || field.SelectionSet is null || AddressShape.Of(type) == RootShape.Object)
        {
            return null;
        }

        var rows = new RowOperation(schema, document, operation, field, type);
        return rows.Columns.Count > 0 ? rows : null;
    }

    /// <summary>Whether the request asks for one page: by <c>first</c> or <c>last</c> in its own words, not by a default of the document.</summary>
    public bool AsksForPage(IReadOnlySet<string> sent) => (field.Arguments?.Items ?? []).Exists(argument =>
        argument.Name.StringValue is "first" or "last"
        && (argument.Value is GraphQLVariable variable ? sent.Contains(variable.Name.StringValue) : argument.Value is not GraphQLNullValue));

    /// <summary>The cursor to begin behind; null for the start of the list.</summary>
    public string? FirstCursor(IReadOnlyDictionary<string, object?> variables) => given.Contains("after")
        && field.Arguments!.Items.Find(argument => argument.Name.StringValue == "after")!.Value is var value
        ? value is GraphQLVariable variable ? variables.GetValueOrDefault(variable.Name.StringValue) as string : value is GraphQLStringValue text ? text.Value.ToString() : null
        : null;

    // The one field of a selection set, also where it stands in fragments; null where there are several, or it depends on a condition.
    private static GraphQLField? RootOf(GraphQLDocument document, GraphQLSelectionSet set) => set.Selections switch
    {
        [GraphQLField field] => field,
        [GraphQLInlineFragment { Directives: null } inline] => RootOf(document, inline.SelectionSet),
        [GraphQLFragmentSpread { Directives: null } spread] => RootOf(
            document, document.Definitions.OfType<GraphQLFragmentDefinition>().First(fragment => fragment.FragmentName.Name == spread.FragmentName.Name).SelectionSet),
        _ => null,
    };

    private static void Replace(GraphQLField rewritten, GraphQLField template, bool keepsArguments)
    {
        var kept = (rewritten.Arguments?.Items ?? []).Where(argument => !Paging.Contains(argument.Name.StringValue) && argument.Name.StringValue is not "last");
        rewritten.Arguments = new GraphQLArguments([.. kept, .. keepsArguments ? [] : template.Arguments!.Items]);
    }

    // Parsed again, since the validated document is in use. What changes is ours and valid.
    private static CachedOperation Rewritten(ISchema schema, CachedDocument document, CachedOperation operation, Action<GraphQLField, GraphQLField> rewrite)
    {
        var ast = Parser.Parse(document.Ast.Source, DocumentLimits.Parsing);
        var definition = ast.Definitions.OfType<GraphQLOperationDefinition>().First(candidate => candidate.Name?.StringValue == operation.Name);
        var root = RootOf(ast, definition.SelectionSet)!;
        definition.SelectionSet.Selections = [root];
        var template = Parser.Parse($"{{ x(first: ${First}, after: ${After}) {{ {Page}: pageInfo {{ hasNextPage endCursor }} {Count}: totalCount }} }}");
        rewrite(root, (GraphQLField)((GraphQLOperationDefinition)template.Definitions[0]).SelectionSet.Selections[0]);
        return new CachedOperation(schema, ast, definition, RowExecutor.PageRows);
    }
}
