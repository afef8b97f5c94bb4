using GraphQLParser;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Limits;

/// <summary>
/// Which fragment spreads which, and how much each expands to. A fragment is measured once and remembered, so a document whose
/// expansion doubles with every fragment is found out in linear time.
/// </summary>
internal sealed class FragmentGraph(GraphQLDocument document)
{
    private readonly Dictionary<ROM, GraphQLFragmentDefinition> definitions = [];
    private readonly Dictionary<ROM, (long Spreads, long Fields)> sizes = [];
    private readonly HashSet<ROM> open = [];
    private readonly HashSet<ROM> spread = [];

    public GraphQLFragmentDefinition? Find(ROM name) => definitions.GetValueOrDefault(name);

    public bool IsSpread(GraphQLFragmentDefinition fragment) => spread.Contains(fragment.FragmentName.Name.Value);

    public GraphQLError? Run()
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is GraphQLFragmentDefinition fragment)
            {
                definitions.TryAdd(fragment.FragmentName.Name.Value, fragment);
            }
        }

        foreach (var definition in document.Definitions)
        {
            var size = (Spreads: 0L, Fields: 0L);
            if (definition is IHasSelectionSetNode { SelectionSet: { } set } && Measure(set, ref size) is { } cycle)
            {
                return cycle;
            }

            if (size.Spreads > DocumentLimits.MaxFragmentVisits || size.Fields > DocumentLimits.MaxFieldVisits)
            {
                return TooWide(definition);
            }
        }

        return null;
    }

    private GraphQLError? Measure(GraphQLSelectionSet set, ref (long Spreads, long Fields) size)
    {
        foreach (var selection in set.Selections)
        {
            size.Fields += selection is GraphQLField ? 1 : 0;
            if (selection is GraphQLFragmentSpread use && Expand(use, ref size) is { } cycle)
            {
                return cycle;
            }

            if (selection is IHasSelectionSetNode { SelectionSet: { } inner } && Measure(inner, ref size) is { } innerCycle)
            {
                return innerCycle;
            }
        }

        return null;
    }

    private GraphQLError? Expand(GraphQLFragmentSpread use, ref (long Spreads, long Fields) size)
    {
        var name = use.FragmentName.Name.Value;
        spread.Add(name);
        if (!definitions.TryGetValue(name, out var fragment))
        {
            return null;
        }

        if (!sizes.TryGetValue(name, out var own))
        {
            if (!open.Add(name))
            {
                return Cyclic(use, name);
            }

            if (Measure(fragment.SelectionSet, ref own) is { } cycle)
            {
                return cycle;
            }

            open.Remove(name);
            // Saturated: the sums of a hostile document would overflow.
            sizes[name] = own = (Math.Min(own.Spreads, int.MaxValue), Math.Min(own.Fields, int.MaxValue));
        }

        size = (size.Spreads + own.Spreads + 1, size.Fields + own.Fields);
        return null;
    }

    private GraphQLError Cyclic(GraphQLFragmentSpread use, ROM name) => LimitErrors.TooMuch(document, use,
        $"The fragment \"{name}\" spreads itself.",
        $"Đoạn \"{name}\" tự gọi lại chính nó.");

    private GraphQLError TooWide(ASTNode definition) => LimitErrors.TooMuch(document, definition,
        $"Expanded, the operation has more than {DocumentLimits.MaxFieldVisits} fields or {DocumentLimits.MaxFragmentVisits} fragment spreads.",
        $"Sau khi mở rộng các đoạn, thao tác này có quá {DocumentLimits.MaxFieldVisits} trường hoặc {DocumentLimits.MaxFragmentVisits} lần gọi đoạn.");
}
