using GraphQL.Types;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>
/// The specification's CollectFields: what a selection selects of one object type, by response key in order of first occurrence, with
/// <c>@skip</c> and <c>@include</c> decided.
/// </summary>
internal sealed class FieldCollection(ISchema schema, GraphQLDocument document, Func<string, bool> variable)
{
    private readonly Dictionary<string, GraphQLFragmentDefinition> fragments = document.Definitions.OfType<GraphQLFragmentDefinition>()
        .ToDictionary(fragment => fragment.FragmentName.Name.StringValue);

    /// <summary>What the selections select of an object type.</summary>
    public IReadOnlyList<SelectedField> Collect(IObjectGraphType type, IEnumerable<GraphQLSelectionSet> selections)
    {
        var fields = new List<SelectedField>();
        var visited = new HashSet<string>();
        foreach (var selection in selections)
        {
            Collect(type, selection, fields, visited);
        }

        return fields;
    }

    /// <summary>
    /// The types of the fields along a path of response keys. Fields that share a key have the same lists and non-nulls around their types, whatever objects
    /// they belong to (the specification's SameResponseShape), so that the first one speaks for all.
    /// </summary>
    public IReadOnlyList<IGraphType> TypesAlong(IGraphType root, GraphQLSelectionSet selections, IReadOnlyList<string> path)
    {
        var types = new List<IGraphType>(path.Count);
        List<(IGraphType Type, GraphQLSelectionSet Selections)> parents = [(root, selections)];
        foreach (var key in path)
        {
            var found = new List<(FieldType Definition, GraphQLField Field)>();
            foreach (var (type, set) in parents)
            {
                Find(type, set, key, found);
            }

            types.Add(found[0].Definition.ResolvedType!);
            parents = [.. found.Where(each => each.Field.SelectionSet is not null)
                .Select(each => (each.Definition.ResolvedType!.GetNamedGraphType(), each.Field.SelectionSet!))];
        }

        return types;
    }

    private void Find(IGraphType type, GraphQLSelectionSet selections, string key, List<(FieldType Definition, GraphQLField Field)> found)
    {
        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    if ((field.Alias?.Name ?? field.Name).StringValue == key
                        && (type as IComplexGraphType)?.GetField(field.Name.StringValue) is { } definition)
                    {
                        found.Add((definition, field));
                    }

                    break;
                case GraphQLInlineFragment inline:
                    Find(Condition(inline.TypeCondition) ?? type, inline.SelectionSet, key, found);
                    break;
                case GraphQLFragmentSpread spread:
                    var fragment = fragments[spread.FragmentName.Name.StringValue];
                    Find(Condition(fragment.TypeCondition)!, fragment.SelectionSet, key, found);
                    break;
            }
        }
    }

    private IGraphType? Condition(GraphQLTypeCondition? condition) => condition is null ? null : schema.AllTypes[condition.Type.Name.StringValue];

    private void Collect(IObjectGraphType type, GraphQLSelectionSet selections, List<SelectedField> fields, HashSet<string> visited)
    {
        foreach (var selection in selections.Selections)
        {
            if (selection is IHasDirectivesNode directed && !IsIncluded(directed))
            {
                continue;
            }

            switch (selection)
            {
                case GraphQLField field:
                    Add(field, fields);
                    break;
                case GraphQLInlineFragment inline when Applies(inline.TypeCondition, type):
                    Collect(type, inline.SelectionSet, fields, visited);
                    break;
                case GraphQLFragmentSpread spread when visited.Add(spread.FragmentName.Name.StringValue):
                    var fragment = fragments[spread.FragmentName.Name.StringValue];
                    if (Applies(fragment.TypeCondition, type))
                    {
                        Collect(type, fragment.SelectionSet, fields, visited);
                    }

                    break;
            }
        }
    }

    private static void Add(GraphQLField field, List<SelectedField> fields)
    {
        var key = (field.Alias?.Name ?? field.Name).StringValue;
        var known = fields.Find(candidate => candidate.ResponseKey == key);
        if (known is null)
        {
            fields.Add(known = new SelectedField(key, field, []));
        }

        if (field.SelectionSet is { } selections)
        {
            known.SubSelections.Add(selections);
        }
    }

    private bool Applies(GraphQLTypeCondition? condition, IObjectGraphType type)
    {
        if (condition is null || condition.Type.Name.StringValue == type.Name)
        {
            return true;
        }

        return schema.AllTypes[condition.Type.Name.StringValue] is IAbstractGraphType general
            && general.PossibleTypes.Any(possible => possible.Name == type.Name);
    }

    private bool IsIncluded(IHasDirectivesNode node)
    {
        foreach (var directive in node.Directives?.Items ?? [])
        {
            var name = directive.Name.StringValue;
            if (name is not ("skip" or "include"))
            {
                continue;
            }

            var value = directive.Arguments![0].Value;
            var holds = value switch
            {
                GraphQLBooleanValue literal => literal.Value == "true",
                GraphQLVariable given => variable(given.Name.StringValue),
                _ => false,
            };
            if (holds == (name == "skip"))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>One response key of a selection: the field, and the sub-selections of all its occurrences.</summary>
internal sealed record SelectedField(string ResponseKey, GraphQLField Field, List<GraphQLSelectionSet> SubSelections)
{
    public string Name => Field.Name.StringValue;
}

/// <summary>The one question that is asked of wrapped types.</summary>
internal static class GraphTypes
{
    /// <summary>The type without its list and non-null wrappers.</summary>
    public static IGraphType GetNamedGraphType(this IGraphType type) =>
        type is IProvideResolvedType { ResolvedType: { } inner } ? inner.GetNamedGraphType() : type;
}
