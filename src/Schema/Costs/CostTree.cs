using GraphQL.Types;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Compilation.Input;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Costs;

/// <summary>
/// The cost of an operation, from the values that its variables have: a literal and a variable cost the same. Introspection costs nothing; it has its
/// own bound. Wrong arguments count as their defaults: their own errors come later.
/// </summary>
internal sealed class CostTree
{
    private readonly IReadOnlyList<CostNode> roots;
    private readonly bool isFixed;
    private KeptCost? kept;

    public CostTree(ISchema schema, FieldCollection collection, IObjectGraphType root, IReadOnlyList<SelectedField> fields, int maxPageSize)
    {
        roots = Nodes(schema, collection, root, fields, "", maxPageSize);
        isFixed = !roots.Any(DependOnVariables);
    }

    /// <summary>The operation's cost.</summary>
    public OperationCost Sum(IReadOnlyDictionary<string, object?> variables)
    {
        if (kept is { } known)
        {
            return known.Cost;
        }

        var cost = Sum(roots, variables, null, 0);
        if (isFixed)
        {
            kept = new KeptCost(cost);
        }

        return cost;
    }

    /// <summary>Null, or why the operation is too costly: which path costs most, and what would fit.</summary>
    public GraphQLError? Check(OperationCost cost, double maxFieldCost, double maxTypeCost, IReadOnlyDictionary<string, object?> variables)
    {
        var byField = cost.Field > maxFieldCost;
        if (!byField && cost.Type <= maxTypeCost)
        {
            return null;
        }

        Func<OperationCost, double> measure = byField ? each => each.Field : each => each.Type;
        var (what, actual, most) = byField ? ("field", cost.Field, maxFieldCost) : ("type", cost.Type, maxTypeCost);
        var (path, size, fitting) = Dearest(measure, most, variables);
        var english = $"The operation's {what} cost is {actual}, {most} are allowed.";
        var vietnamese = $"Chi phí {what} của thao tác là {actual}, tối đa {most}.";
        if (path is not null)
        {
            english += $" Most of it is '{path}'{(size is null ? "" : $" with a page of {size}")}; "
                + (fitting > 0 ? $"a page of {fitting} would fit." : "select fewer fields or lists below it.");
            vietnamese += $" Phần lớn là '{path}'{(size is null ? "" : $" với trang {size} mục")}; "
                + (fitting > 0 ? $"trang {fitting} mục thì vừa." : "hãy chọn ít trường hoặc danh sách hơn bên trong.");
        }

        return new GraphQLError(ErrorCodes.TooCostly, new(english, vietnamese))
        {
            Extensions = byField
                ? [new("fieldCost", cost.Field), new("maxFieldCost", maxFieldCost)]
                : [new("typeCost", cost.Type), new("maxTypeCost", maxTypeCost)],
        };
    }

    // A reference is written in one piece; the two numbers are not, and half of them would pass as a cost of nothing.
    private sealed record KeptCost(OperationCost Cost);

    // Downwards along the dearest child; the last connection on the way is what a caller can make smaller.
    private (string? Path, int? Size, int Fitting) Dearest(
        Func<OperationCost, double> measure, double most, IReadOnlyDictionary<string, object?> variables)
    {
        CostNode? connection = null;
        CostNode? last = null;
        var level = roots;
        while (level.Count > 0)
        {
            last = level.MaxBy(node => measure(Sum([node], variables, null, 1)))!;
            if (last.DefaultSize is not null && (connection is null || last.Size(variables) > 1))
            {
                connection = last;
            }

            level = [.. last.Alternatives.SelectMany(children => children)];
        }

        if (connection is null)
        {
            return (last?.Path, null, 0);
        }

        var size = connection.Size(variables);
        var without = measure(Sum(roots, variables, (connection, 0), 0));
        var each = (measure(Sum(roots, variables, null, 0)) - without) / Math.Max(1, size);
        return (connection.Path, size, each > 0 ? (int)Math.Clamp(Math.Floor((most - without) / each), 0, size) : 0);
    }

    private static OperationCost Sum(
        IReadOnlyList<CostNode> nodes, IReadOnlyDictionary<string, object?> variables, (CostNode Node, int Size)? assumed, int page)
    {
        var sum = default(OperationCost);
        foreach (var node in nodes)
        {
            var count = node.IsSized ? page : node.TakesIds ? node.Ids(variables) : 1;
            var size = node.DefaultSize is null ? page : assumed?.Node == node ? assumed.Value.Size : node.Size(variables);
            var below = default(OperationCost);
            foreach (var alternative in node.Alternatives)
            {
                var cost = Sum(alternative, variables, assumed, size);
                below = new OperationCost(Math.Max(below.Field, cost.Field), Math.Max(below.Type, cost.Type));
            }

            sum += new OperationCost(node.FieldWeight + (count * below.Field), count * (node.TypeWeight + below.Type));
        }

        return sum;
    }

    private static bool DependOnVariables(CostNode node) =>
        node.DependsOnVariables || node.Alternatives.Any(children => children.Any(DependOnVariables));

    private static List<CostNode> Nodes(
        ISchema schema, FieldCollection collection, IObjectGraphType parent, IReadOnlyList<SelectedField> fields, string path, int maxPageSize)
    {
        var nodes = new List<CostNode>(fields.Count);
        foreach (var field in fields)
        {
            if (field.Name.StartsWith("__", StringComparison.Ordinal))
            {
                continue;
            }

            var definition = parent.GetField(field.Name)!;
            var type = definition.ResolvedType!.GetNamedGraphType();
            var types = type switch
            {
                IObjectGraphType single => [single],
                IAbstractGraphType general => general.PossibleTypes.ToArray(),
                _ => [],
            };
            var weight = FieldWeights.Of(parent.Name, field.Name);
            var fieldPath = path.Length == 0 ? field.ResponseKey : path + "." + field.ResponseKey;
            nodes.Add(new CostNode(definition, field.Field, maxPageSize)
            {
                Path = fieldPath,
                FieldWeight = weight?.Weight ?? (types.Length > 0 ? 1 : 0),
                TypeWeight = types.Length > 0 ? 1 : 0,
                DefaultSize = weight?.DefaultSize,
                IsSized = field.Name is "edges" or "nodes" && parent.Name.EndsWith("Connection", StringComparison.Ordinal),
                Alternatives = [.. types.Select(possible =>
                    Nodes(schema, collection, possible, collection.Collect(possible, field.SubSelections), fieldPath, maxPageSize))],
            });
        }

        return nodes;
    }
}

/// <summary>A selected field with its weight and those below it; made once per compiled form, summed with each request's variables.</summary>
internal sealed class CostNode(FieldType definition, GraphQLField field, int maxPageSize)
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

    /// <summary>Rows of the page that the arguments ask for; none for a page that is refused for its size, which is not read.</summary>
    public int Size(IReadOnlyDictionary<string, object?> variables)
    {
        var size = Math.Max(0, Value("first", variables) as int? ?? Value("last", variables) as int? ?? DefaultSize ?? 1);
        return DefaultSize is not null && size > maxPageSize ? 0 : size;
    }

    /// <summary>How many objects a list of ids asks for; 1 for any other field.</summary>
    public int Ids(IReadOnlyDictionary<string, object?> variables) => Value("ids", variables) is IReadOnlyList<object?> ids ? ids.Count : 1;

    /// <summary>Whether a variable decides how many objects there are; one in a filter costs nothing.</summary>
    public bool DependsOnVariables =>
        (DefaultSize is not null && (arguments.UsesVariable("first") || arguments.UsesVariable("last"))) || (TakesIds && arguments.UsesVariable("ids"));

    // What is wrong with a value is the field's error, found where the field is bound.
    private object? Value(string name, IReadOnlyDictionary<string, object?> variables)
    {
        try
        {
            return arguments.Value(name, variables);
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    /// <summary>Whether the field takes ids.</summary>
    public bool TakesIds { get; } = definition.Arguments?.Find("ids") is not null;
}

/// <summary>What an operation costs, after Hot Chocolate's model: fields by their weight, objects by their number.</summary>
/// <param name="Field">Sum of the weights of all fields, each as often as it is executed.</param>
/// <param name="Type">Number of objects that the answer can have.</param>
public readonly record struct OperationCost(double Field, double Type)
{
    /// <summary>Both together.</summary>
    public static OperationCost operator +(OperationCost left, OperationCost right) => new(left.Field + right.Field, left.Type + right.Type);

}
