using GraphQLParser;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Limits;

/// <summary>
/// Walks every operation level by level, fields of one response name taken together, as execution and the rule "field selections merge"
/// do. The number of pairs in these groups bounds what the rule compares; the number of levels is the depth.
/// Fragments have been found acyclic and small before.
/// </summary>
internal sealed class SelectionWalk(GraphQLDocument document, FragmentGraph fragments, int maxDepth)
{
    private const int MaxLevels = DocumentLimits.MaxIntrospectionDepth;
    private const int MaxLists = DocumentLimits.MaxIntrospectionLists;

    private long pairs;
    private int introspectionRoots;

    public GraphQLError? Run()
    {
        foreach (var definition in document.Definitions)
        {
            // A fragment that nothing spreads is an error that validation finds after it has compared its fields.
            var isRoot = definition is GraphQLOperationDefinition || (definition is GraphQLFragmentDefinition fragment && !fragments.IsSpread(fragment));
            introspectionRoots = 0;
            if (isRoot && Walk([((IHasSelectionSetNode)definition).SelectionSet!], new(1, 0, 0)) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    /// <param name="sets">The selection sets of all fields that share a response name.</param>
    /// <param name="level">The level of the fields in <paramref name="sets"/>.</param>
    private GraphQLError? Walk(List<GraphQLSelectionSet> sets, Level level)
    {
        var groups = new SelectionGroups(fragments);
        foreach (var set in sets)
        {
            groups.Collect(set, 0);
        }

        pairs += groups.Pairs;
        foreach (var group in groups.Fields)
        {
            var first = group[0];
            if (pairs > DocumentLimits.MaxFieldPairs)
            {
                return TooManyPairs(first);
            }

            var own = level.Of(first.Name.Value);
            if (Exceeded(own, first) is { } error)
            {
                return error;
            }

            var inner = new List<GraphQLSelectionSet>();
            foreach (var field in group)
            {
                if (field.SelectionSet is { } set)
                {
                    inner.Add(set);
                }
            }

            if (inner.Count > 0 && Walk(inner, own.Below()) is { } innerError)
            {
                return innerError;
            }
        }

        return null;
    }

    private GraphQLError? Exceeded(Level level, GraphQLField field)
    {
        if (level.Introspection == 1 && ++introspectionRoots > DocumentLimits.MaxIntrospectionRoots)
        {
            return LimitErrors.TooMuch(document, field,
                $"The operation has more than {DocumentLimits.MaxIntrospectionRoots} fields __schema and __type.",
                $"Thao tác này có quá {DocumentLimits.MaxIntrospectionRoots} trường __schema và __type.");
        }

        if (level.Introspection > MaxLevels || level.Lists > MaxLists)
        {
            return LimitErrors.TooDeep(document, field, MaxLevels,
                $"At \"{field.Name.Value}\" the introspection nests more than {MaxLevels} levels or {MaxLists} lists.",
                $"Tại \"{field.Name.Value}\" truy vấn lược đồ lồng quá {MaxLevels} cấp hoặc {MaxLists} danh sách.");
        }

        return level.Introspection > 0 || level.Depth <= maxDepth ? null : LimitErrors.TooDeep(document, field, maxDepth,
            $"The field \"{field.Name.Value}\" is on level {level.Depth}, {maxDepth} levels are allowed; ask for deeper objects by id in another request.",
            $"Trường \"{field.Name.Value}\" ở cấp {level.Depth}, tối đa {maxDepth} cấp; hãy truy vấn các đối tượng ở cấp sâu hơn theo id trong yêu cầu khác.");
    }

    private GraphQLError TooManyPairs(GraphQLField field) => LimitErrors.TooMuch(document, field,
        $"Too many fields share the name \"{(field.Alias?.Name ?? field.Name).Value}\": more than {DocumentLimits.MaxFieldPairs} pairs would be compared.",
        $"Quá nhiều trường trùng tên \"{(field.Alias?.Name ?? field.Name).Value}\": phải so sánh hơn {DocumentLimits.MaxFieldPairs} cặp.");

    /// <param name="Depth">Levels of ordinary fields so far.</param>
    /// <param name="Introspection">Levels below and with <c>__schema</c> or <c>__type</c>; 0 outside.</param>
    /// <param name="Lists">Lists of the type system above and with this field.</param>
    private readonly record struct Level(int Depth, int Introspection, int Lists)
    {
        public Level Of(ROM field) =>
            Introspection > 0 ? this with { Lists = Lists + (IsList(field) ? 1 : 0) }
            : field == "__schema" || field == "__type" ? this with { Introspection = 1 }
            : field == "__typename" ? this with { Depth = 0 }
            : this;

        public Level Below() => Introspection > 0 ? this with { Introspection = Introspection + 1 } : this with { Depth = Depth + 1 };

        private static bool IsList(ROM field) => field == "fields" || field == "interfaces" || field == "possibleTypes" || field == "inputFields";
    }
}
