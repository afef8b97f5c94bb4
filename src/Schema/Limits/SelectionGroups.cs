using GraphQLParser;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Limits;

/// <summary>The fields of one level, grouped by response name, with fragments expanded once each.</summary>
internal sealed class SelectionGroups(FragmentGraph fragments)
{
    private readonly Dictionary<ROM, List<GraphQLField>> groups = [];
    private readonly HashSet<ROM> visited = [];
    private int deepestInline;

    public IEnumerable<List<GraphQLField>> Fields => groups.Values;

    /// <summary>
    /// Pairs that validation compares here: of fields with one response name, once for each inline fragment around them because it
    /// visits each of these sets again, and of fragments.
    /// </summary>
    public long Pairs
    {
        get
        {
            var pairs = 0L;
            foreach (var group in groups.Values)
            {
                pairs += (long)group.Count * (group.Count - 1) / 2;
            }

            return (pairs * (1 + deepestInline)) + ((long)visited.Count * (visited.Count - 1) / 2);
        }
    }

    public void Collect(GraphQLSelectionSet set, int inline)
    {
        deepestInline = Math.Max(deepestInline, inline);
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    Add(field);
                    break;
                case GraphQLInlineFragment fragment:
                    Collect(fragment.SelectionSet, inline + 1);
                    break;
                case GraphQLFragmentSpread spread:
                    Expand(spread.FragmentName.Name.Value, inline);
                    break;
            }
        }
    }

    private void Expand(ROM name, int inline)
    {
        if (fragments.Find(name) is { } fragment && visited.Add(name))
        {
            Collect(fragment.SelectionSet, inline);
        }
    }

    private void Add(GraphQLField field)
    {
        var name = (field.Alias?.Name ?? field.Name).Value;
        if (!groups.TryGetValue(name, out var group))
        {
            groups.Add(name, group = []);
        }

        group.Add(field);
    }
}
