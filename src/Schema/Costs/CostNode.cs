using GraphQL.Types;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Compilation.Input;

namespace KGPlanGraph.Schema.Costs;

/// <summary>A selected field with its weight and those below it; made once per compiled form, summed with each request's variables.</summary>
internal sealed class CostNode(FieldType definition, GraphQLField field)
{
    private readonly CompiledArguments arguments = new(definition, field);

    /// <summary>Response keys from the root, joined by dots.</summary>
    public required string Path { get; init; }

    /// <summary>For each execution of the field.</summary>
    public required double FieldWeight { get; init; }

    /// <summary>For each object that the field gives.</summary>
    public required double TypeWeight { get; init; }

    /// <summary>For a connection: its page where none is asked for.</summary>
    public int? DefaultSize { get; init; }

    /// <summary>Whether it is a connection's edges or nodes, as many as the page has.</summary>
    public bool IsSized { get; init; }

    /// <summary>The fields below, once for each type that the field can have; the dearest counts.</summary>
    public required IReadOnlyList<IReadOnlyList<CostNode>> Alternatives { get; init; }

    /// <summary>Rows of the page that the arguments ask for.</summary>
    public int Size(IReadOnlyDictionary<string, object?> variables) =>
        Math.Max(0, arguments.Value("first", variables) as int? ?? arguments.Value("last", variables) as int? ?? DefaultSize ?? 1);

    /// <summary>How many objects a list of ids asks for; 1 for any other field.</summary>
    public int Ids(IReadOnlyDictionary<string, object?> variables) =>
        arguments.Value("ids", variables) is IReadOnlyList<object?> ids ? ids.Count : 1;

    /// <summary>Whether a variable decides how many objects there are; one in a filter costs nothing.</summary>
    public bool DependsOnVariables =>
        (DefaultSize is not null && (arguments.UsesVariable("first") || arguments.UsesVariable("last"))) || (TakesIds && arguments.UsesVariable("ids"));

    /// <summary>Whether the field takes ids.</summary>
    public bool TakesIds { get; } = definition.Arguments?.Find("ids") is not null;
}
