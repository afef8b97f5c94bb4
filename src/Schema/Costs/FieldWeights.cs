using System.Collections.Frozen;
using System.Globalization;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Definition;

namespace KGPlanGraph.Schema.Costs;

/// <summary>The weights that <c>@cost</c> and <c>@listSize</c> give in the schema, by type and field.</summary>
internal static class FieldWeights
{
    private static readonly Lazy<FrozenDictionary<(string Type, string Field), FieldWeight>> All = new(Read);

    /// <summary>What the schema says of a field; null where it says nothing.</summary>
    public static FieldWeight? Of(string type, string field) => All.Value.GetValueOrDefault((type, field));

    private static FrozenDictionary<(string Type, string Field), FieldWeight> Read()
    {
        var weights = new Dictionary<(string, string), FieldWeight>();
        foreach (var type in SchemaDocument.Ast.Definitions.OfType<GraphQLTypeDefinition>())
        {
            foreach (var field in (type as IHasFieldsDefinitionNode)?.Fields?.Items ?? [])
            {
                var cost = Directive(field, "cost");
                var listSize = Directive(field, "listSize");
                if (cost is null && listSize is null)
                {
                    continue;
                }

                weights[(type.Name.StringValue, field.Name.StringValue)] = new FieldWeight(
                    cost is null ? null : double.Parse(Text(cost, "weight")!, CultureInfo.InvariantCulture),
                    Number(listSize, "slicingArgumentDefaultValue"))
                {
                    AssumedSize = Number(listSize, "slicingArgumentDefaultValue") is null ? Number(listSize, "assumedSize") : null,
                };
            }
        }

        return weights.ToFrozenDictionary();
    }

    private static int? Number(GraphQLDirective? directive, string argument) =>
        directive is not null && Text(directive, argument) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static GraphQLDirective? Directive(GraphQLFieldDefinition field, string name) =>
        field.Directives?.Items.Find(directive => directive.Name.StringValue == name);

    private static string? Text(GraphQLDirective directive, string argument) =>
        directive.Arguments?.Items.Find(candidate => candidate.Name.StringValue == argument)?.Value switch
        {
            GraphQLStringValue text => text.Value.ToString(),
            GraphQLIntValue number => number.Value.ToString(),
            _ => null,
        };
}

/// <summary>What the schema says of one field.</summary>
/// <param name="Weight">The argument of <c>@cost</c>; null without it.</param>
/// <param name="DefaultSize">A connection's page where no size is asked for, by <c>@listSize</c>; null for other fields.</param>
internal sealed record FieldWeight(double? Weight, int? DefaultSize)
{
    /// <summary>How many objects a list without pages is taken to have; null for other fields.</summary>
    public int? AssumedSize { get; init; }
}
