using GraphQLParser;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Definition;

/// <summary>
/// Hot Chocolate's default weights: a field that asks the database for itself costs 10, and a connection multiplies by its page.
/// Where no directive stands, an object costs 1, a scalar or enum 0. Fields that a source has weighed keep their weight.
/// </summary>
internal static class CostRules
{
    private static readonly string[] Slicing = ["first", "last"];

    public static void Apply(DefinedTypes types)
    {
        foreach (var type in types.All)
        {
            foreach (var field in type.OutputFields())
            {
                Weigh(field, isRoot: type.Name.StringValue is "Query" or "Mutation" or "Subscription");
            }
        }
    }

    private static void Weigh(GraphQLFieldDefinition field, bool isRoot)
    {
        var isConnection = ConnectionFamily.IsConnection(field.Type.NamedType());
        if (isConnection)
        {
            field.Apply(ListSize(field));
        }

        if ((isRoot || isConnection) && field.Directives?.Items.Any(directive => directive.Name == "cost") is not true)
        {
            field.Apply("""@cost(weight: "10")""");
        }
    }

    private static string ListSize(GraphQLFieldDefinition field)
    {
        var arguments = Slicing.Where(name => field.ArgumentList().Any(argument => argument.Name == name)).Select(name => $"\"{name}\"");
        return $"@listSize(assumedSize: 100, slicingArguments: [{string.Join(", ", arguments)}], slicingArgumentDefaultValue: 10, "
            + """sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)""";
    }

    private static void Apply(this GraphQLFieldDefinition field, string directive)
    {
        var carrier = Parser.Parse<GraphQLScalarTypeDefinition>($"scalar Carrier {directive}", DefinedTypes.WithoutPlaces);
        (field.Directives ??= new GraphQLDirectives([])).Items.AddRange(carrier.Directives!.Items);
    }
}
