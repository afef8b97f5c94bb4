using GraphQL.Types;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Definition;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>The ways in which the schema leads to objects, found in it: what is added to it is walked by the tests without a word here.</summary>
internal static class SchemaRoads
{
    /// <summary>The connections of Query with the types that they list.</summary>
    public static readonly IReadOnlyDictionary<string, IComplexGraphType> Lists = Query.Fields
        .Where(field => NodeOf(field) is not null)
        .ToDictionary(field => field.Name, field => NodeOf(field)!);

    public static IObjectGraphType Query => GraphQLSchema.Build().Query!;

    /// <summary>Every list as a whole, with all that counts and pages it.</summary>
    public static IEnumerable<(string Name, string Document)> Roots => Lists.Keys.Select(list => (
        list, $$"""{ {{list}}(first: 1000) { totalCount nodes { id } edges { node { id } } pageInfo { hasNextPage hasPreviousPage } } }"""));

    /// <summary>Every field that leads from a listed object to objects with an id.</summary>
    public static IEnumerable<(string Name, string Document)> Relations =>
        from list in Lists
        from relation in list.Value.Fields
        where Leads(relation)
        select ($"{list.Key}.{relation.Name}", $$"""{ {{list.Key}}(first: 1000) { nodes { id {{Selection(relation)}} } } }""");

    /// <summary>Every list sorted by each of its keys, both ways.</summary>
    public static IEnumerable<(string Name, string Document)> Orders => Lists
        .Where(list => Argument(list.Key, "order") is not null)
        .Select(list => ($"{list.Key} in order", "{" + string.Concat(Keys((IInputObjectGraphType)Argument(list.Key, "order")!, deep: true)
            .SelectMany(key => new[] { string.Format(null, key, "ASC"), string.Format(null, key, "DESC") })
            .Select((key, index) => $$""" a{{index}}: {{list.Key}}(first: 1000, order: [{{key}}]) { totalCount nodes { id } }""")) + "}"));

    /// <summary>The named type of an argument of a list, without list and non-null.</summary>
    public static IGraphType? Argument(string list, string name) => Query.GetField(list)!.Arguments?.Find(name)?.ResolvedType?.GetNamedGraphType();

    /// <summary>The field's selection of ids.</summary>
    public static string Selection(FieldType field) => NodeOf(field) is null
        ? $"{field.Name} {{ id }}"
        : $"{field.Name}(first: 1000) {{ totalCount nodes {{ id }} }}";

    /// <summary>Whether the field leads to objects with an id.</summary>
    public static bool Leads(FieldType field) =>
        NodeOf(field) is not null || (field.ResolvedType!.GetNamedGraphType() is IComplexGraphType type && type.GetField("id") is not null);

    // {0} is the direction.
    private static IEnumerable<string> Keys(IInputObjectGraphType order, bool deep) => order.Fields.SelectMany(field =>
        field.ResolvedType!.GetNamedGraphType() is IInputObjectGraphType inner
            ? deep ? Keys(inner, deep: false).Select(key => $$$"""{{ {{{field.Name}}}: {{{key}}} }}""") : []
            : [$$$"""{{ {{{field.Name}}}: {0} }}"""]);

    private static IComplexGraphType? NodeOf(FieldType field) =>
        field.ResolvedType!.GetNamedGraphType() is IObjectGraphType type && type.GetField("nodes") is { } nodes && type.GetField("totalCount") is not null
            ? nodes.ResolvedType!.GetNamedGraphType() as IComplexGraphType
            : null;
}
