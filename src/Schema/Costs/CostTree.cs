using System.Runtime.CompilerServices;
using GraphQL.Types;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Definition;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Input;

namespace KGPlanGraph.Schema.Costs;

/// <summary>
/// The cost of an operation, from the values that its variables have: a literal and a variable cost the same. Introspection costs nothing; it has its
/// own bound. Wrong arguments count as their defaults: their own errors come later.
/// </summary>
internal sealed class CostTree
{
    /// <summary>Fields of an operation, each counted for each type that the object around it can have: what is compiled grows with them.</summary>
    public const int MaxFields = 10_000;

    private readonly IReadOnlyList<CostNode> roots;
    private readonly bool isFixed;

    // One reference, here and in the nodes: another thread could see half of a value of several words.
    private StrongBox<OperationCost>? kept;

    /// <exception cref="InvalidInputException">There are more than <see cref="MaxFields"/>.</exception>
    public CostTree(FieldCollection collection, IObjectGraphType root, IReadOnlyList<SelectedField> fields, int maxPageSize, bool isOfPastDay)
    {
        var builder = new CostTreeBuilder(collection, maxPageSize);
        roots = builder.Nodes(root, fields, "", isOfPastDay);
        isFixed = !roots.Any(DependOnVariables);
        Fields = builder.Fields;
    }

    /// <summary>Fields that are compiled.</summary>
    public int Fields { get; }

    /// <summary>The operation's cost.</summary>
    public OperationCost Sum(IReadOnlyDictionary<string, object?> variables)
    {
        if (kept is { } known)
        {
            return known.Value;
        }

        var cost = Sum(roots, variables, null, 0).Total;
        if (isFixed)
        {
            kept = new StrongBox<OperationCost>(cost);
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

        var (what, actual, most) = byField ? ("field", cost.Field, maxFieldCost) : ("type", cost.Type, maxTypeCost);
        var english = $"The operation's {what} cost is {actual}, {most} are allowed.";
        var vietnamese = $"Chi phí {what} của thao tác là {actual}, tối đa {most}.";
        var scans = Sum(roots, variables, null, 0).Scan;
        if (byField && scans > cost.Field / 2)
        {
            var path = DearestScan(roots, variables).Node?.Path;
            english += $" Most of it comes from filters, searches, orders and statistics, mainly at '{path}': use fewer conditions and words, fewer nested relations, fewer lists below.";
            vietnamese += $" Phần lớn là điều kiện lọc, tìm kiếm, sắp xếp và thống kê, trước hết tại '{path}': hãy dùng ít điều kiện, ít từ, ít quan hệ lồng nhau, ít danh sách bên dưới hơn.";
        }
        else if (Dearest(byField ? each => each.Field : each => each.Type, most, variables) is ({ } path, var size, var fitting))
        {
            english += $" Most of it is '{path}'{(size is null ? "" : $" with a page of {size}")}; "
                + (fitting > 0 ? $"a page of {fitting} would fit." : "select fewer fields or lists below it.");
            vietnamese += $" Phần lớn là '{path}'{(size is null ? "" : $" với trang {size} mục")}; "
                + (fitting > 0 ? $"trang {fitting} mục là phù hợp." : "hãy chọn ít trường hoặc danh sách hơn bên trong.");
        }

        return new GraphQLError(ErrorCodes.TooCostly, new(english, vietnamese))
        {
            Extensions = byField
                ? [new("fieldCost", cost.Field), new("maxFieldCost", maxFieldCost)]
                : [new("typeCost", cost.Type), new("maxTypeCost", maxTypeCost)],
        };
    }

    // Downwards along the dearest child; the last connection on the way is what a caller can make smaller.
    private (string? Path, int? Size, int Fitting) Dearest(
        Func<OperationCost, double> measure, double most, IReadOnlyDictionary<string, object?> variables)
    {
        CostNode? connection = null;
        CostNode? last = null;
        var level = roots;
        while (level.Count > 0)
        {
            last = level.MaxBy(node => measure(Sum([node], variables, null, 1).Total))!;
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
        var without = measure(Sum(roots, variables, (connection, 0), 0).Total);
        var each = (measure(Sum(roots, variables, null, 0).Total) - without) / Math.Max(1, size);
        return (connection.Path, size, each > 0 ? (int)Math.Clamp(Math.Floor((most - without) / each), 0, size) : 0);
    }

    private static (double Scan, CostNode? Node) DearestScan(IReadOnlyList<CostNode> nodes, IReadOnlyDictionary<string, object?> variables)
    {
        var dearest = (Scan: 0d, Node: (CostNode?)null);
        foreach (var node in nodes)
        {
            foreach (var candidate in node.Alternatives.Select(children => DearestScan(children, variables)).Append((node.Scan(variables), node)))
            {
                dearest = candidate.Item1 > dearest.Scan ? candidate : dearest;
            }
        }

        return dearest;
    }

    private static Costs Sum(IReadOnlyList<CostNode> nodes, IReadOnlyDictionary<string, object?> variables, (CostNode Node, int Size)? assumed, int page)
    {
        var sum = default(Costs);
        foreach (var node in nodes)
        {
            var count = node.IsSized ? page : node.Count(variables);
            var size = node.DefaultSize is null ? page : assumed?.Node == node ? assumed.Value.Size : node.Size(variables);
            var below = default(Costs);
            foreach (var alternative in node.Alternatives)
            {
                // An object has one type, but what is asked of any of them is asked of the database.
                var cost = Sum(alternative, variables, assumed, size);
                below = new Costs(Math.Max(below.Field, cost.Field), Math.Max(below.Type, cost.Type), below.Scan + cost.Scan);
            }

            sum = new Costs(
                sum.Field + node.FieldWeight + (count * below.Field),
                sum.Type + (count * (node.TypeWeight + below.Type)),
                sum.Scan + node.Scan(variables) + below.Scan);
        }

        return sum;
    }

    private static bool DependOnVariables(CostNode node) =>
        node.DependsOnVariables || node.Alternatives.Any(children => children.Any(DependOnVariables));

    /// <param name="Field">Weights of fields, each as often as it is executed.</param>
    /// <param name="Type">Objects.</param>
    /// <param name="Scan">What statements look through: the same however many objects it is for.</param>
    private readonly record struct Costs(double Field, double Type, double Scan)
    {
        public OperationCost Total => new(Field + Math.Ceiling(Scan), Type);
    }
}

/// <summary>Makes the nodes of an operation, and counts its fields before anything is compiled of them.</summary>
internal sealed class CostTreeBuilder(FieldCollection collection, int maxPageSize)
{
    /// <summary>Fields so far.</summary>
    public int Fields { get; private set; }

    public List<CostNode> Nodes(IObjectGraphType parent, IReadOnlyList<SelectedField> fields, string path, bool isOfPastDay)
    {
        Fields += fields.Count;
        if (Fields > CostTree.MaxFields)
        {
            throw new InvalidInputException(TooManyFields);
        }

        var nodes = new List<CostNode>(fields.Count);
        foreach (var field in fields)
        {
            if (!field.Name.StartsWith("__", StringComparison.Ordinal) && Node(parent, field, path, isOfPastDay || IsOfPastDay(field.Field)) is { } node)
            {
                nodes.Add(node);
            }
        }

        return nodes;
    }

    private CostNode? Node(IObjectGraphType parent, SelectedField field, string path, bool isOfPastDay)
    {
        var definition = parent.GetField(field.Name)!;
        var type = definition.ResolvedType!.GetNamedGraphType();
        var types = type switch
        {
            IObjectGraphType single => [single],
            IAbstractGraphType general => general.PossibleTypes.ToArray(),
            _ => [],
        };
        var weight = FieldWeights.Of(parent.Name, field.Name);
        // A value of its own costs nothing.
        if (types.Length == 0 && weight?.Weight is null)
        {
            return null;
        }

        var fieldPath = path.Length == 0 ? field.ResponseKey : path + "." + field.ResponseKey;
        var selected = types.Select(possible => collection.Collect(possible, field.SubSelections)).ToList();
        List<CostNode>[] below = [.. types.Select((possible, index) => Nodes(possible, selected[index], fieldPath, isOfPastDay))];
        return new CostNode(definition, field.Field, maxPageSize, isOfPastDay)
        {
            Path = fieldPath,
            FieldWeight = weight?.Weight ?? (types.Length > 0 ? 1 : 0),
            TypeWeight = types.Length > 0 ? 1 : 0,
            DefaultSize = weight?.DefaultSize,
            AssumedSize = weight?.AssumedSize,
            IsSized = field.Name is "edges" or "nodes" && parent.Name.EndsWith("Connection", StringComparison.Ordinal),
            Alternatives = below,
            Statements = Statements(definition, weight, selected) + below.Sum(nodes => nodes.Sum(node => node.Statements)),
        };
    }

    /// <summary>Whether what stands here is read as of a day.</summary>
    public static bool IsOfPastDay(IHasDirectivesNode node) => node.Directives?.Items.Exists(directive => directive.Name.StringValue == "asOf") ?? false;

    // The rows of a list are a statement of their own, and so is their number.
    private static int Statements(FieldType definition, FieldWeight? weight, List<IReadOnlyList<SelectedField>> selected)
    {
        var isList = weight is { DefaultSize: not null } or { AssumedSize: not null } || ScanCost.IsStatistics(definition);
        var alsoCounted = weight?.DefaultSize is not null && selected[0].Count > 1 && selected[0].Any(field => field.Name == "totalCount");
        return (isList ? 1 : 0) + (alsoCounted ? 1 : 0);
    }

    private static readonly GraphQLError TooManyFields = new(ErrorCodes.TooCostly, new(
        $"The operation has more than {CostTree.MaxFields} fields, those of an interface counted for each of its types; split it into several requests.",
        $"Thao tác có quá {CostTree.MaxFields} trường, trường của giao diện được tính cho từng kiểu; hãy chia thành nhiều yêu cầu."))
    {
        Extensions = [new("maxFields", CostTree.MaxFields)],
    };
}

/// <summary>A selected field with its weight and those below it; made once per compiled form, summed with each request's variables.</summary>
internal sealed class CostNode(FieldType definition, GraphQLField field, int maxPageSize, bool isOfPastDay)
{
    private readonly CompiledArguments arguments = new(definition, field);
    private readonly bool scans = ScanCost.Concerns(definition);
    private readonly bool isGrouped = definition.Arguments?.Find("groupBy") is not null;
    private StrongBox<double>? fixedScan;

    /// <summary>Response keys from the root, joined by dots.</summary>
    public required string Path { get; init; }

    /// <summary>For each execution of the field.</summary>
    public required double FieldWeight { get; init; }

    /// <summary>For each object that the field gives.</summary>
    public required double TypeWeight { get; init; }

    /// <summary>For a connection: its page where none is asked for.</summary>
    public int? DefaultSize { get; init; }

    /// <summary>For a list without pages: how many objects it is taken to have.</summary>
    public int? AssumedSize { get; init; }

    /// <summary>Whether it is a connection's edges or nodes, as many as the page has.</summary>
    public bool IsSized { get; init; }

    /// <summary>The fields below, once for each type that the field can have; the dearest counts.</summary>
    public required IReadOnlyList<IReadOnlyList<CostNode>> Alternatives { get; init; }

    /// <summary>Statements of the field and those below, each of which looks through what the field looks through.</summary>
    public required int Statements { get; init; }

    /// <summary>Rows of the page that the arguments ask for; none for a page that is refused for its size, which is not read.</summary>
    public int Size(IReadOnlyDictionary<string, object?> variables)
    {
        var size = Math.Max(0, Value("first", variables) as int? ?? Value("last", variables) as int? ?? DefaultSize ?? 1);
        return DefaultSize is not null && size > maxPageSize ? 0 : size;
    }

    /// <summary>How many objects the field gives, those of a page excepted.</summary>
    public int Count(IReadOnlyDictionary<string, object?> variables) =>
        takesIds ? Value("ids", variables) is IReadOnlyList<object?> ids ? ids.Count : 1
        : isGrouped ? ScanCost.Groups(Value("groupBy", variables)).Aggregate(1, (size, group) => size * CostRules.GroupSizes.GetValueOrDefault(group, 1))
        : AssumedSize ?? 1;

    /// <summary>What the field's own arguments make its statements look through, see <see cref="ScanCost"/>.</summary>
    public double Scan(IReadOnlyDictionary<string, object?> variables)
    {
        if (!scans)
        {
            return 0;
        }

        if (fixedScan is { } known)
        {
            return known.Value;
        }

        var scan = Statements * ScanCost.Of(definition, name => Value(name, variables), isOfPastDay);
        if (!DependsOnVariables)
        {
            fixedScan = new StrongBox<double>(scan);
        }

        return scan;
    }

    /// <summary>Whether a variable decides what the field costs.</summary>
    public bool DependsOnVariables { get; } = Arguments.UseVariables(field);

    private readonly bool takesIds = definition.Arguments?.Find("ids") is not null;

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
}

/// <summary>What an operation costs, after Hot Chocolate's model: fields by their weight, objects by their number; and what its statements look through.</summary>
/// <param name="Field">Sum of the weights of all fields, each as often as it is executed, and of what statements look through.</param>
/// <param name="Type">Number of objects that the answer can have.</param>
public readonly record struct OperationCost(double Field, double Type)
{
    /// <summary>Both together.</summary>
    public static OperationCost operator +(OperationCost left, OperationCost right) => new(left.Field + right.Field, left.Type + right.Type);
}
