using GraphQLParser;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Definition;

/// <summary>
/// Hot Chocolate's default weights: a field that asks the database for itself costs 10, and a connection multiplies by its page.
/// Where no directive stands, an object costs 1, a scalar or enum 0. Fields that a source has weighed keep their weight. A list of objects without pages counts
/// as many objects as its description says.
/// </summary>
internal static class CostRules
{
    /// <summary>Objects of a list of which nothing else is known.</summary>
    private const int OtherSize = 5;

    private static readonly string[] Slicing = ["first", "last"];

    // What a plan of a province has, rounded up; children and tasks of investment items are many where they are at all.
    private static readonly Dictionary<string, int> Sizes = new()
    {
        ["sections"] = 15,
        ["children"] = 5,
        ["tasks"] = 10,
        ["assignments"] = 5,
        ["coordinators"] = 5,
        ["coLeads"] = 3,
        ["deadlines"] = 2,
        ["metDeadlines"] = 2,
        ["legalDocuments"] = 3,
        ["localities"] = 3,
        ["investmentItems"] = 3,
        ["partners"] = 3,
        ["evidence"] = 3,
        ["errors"] = 3,
        ["results"] = 20,
        ["warnings"] = 20,
    };

    /// <summary>Groups that statistics by a key are taken to have; by several keys, their product.</summary>
    public static IReadOnlyDictionary<string, int> GroupSizes { get; } = new Dictionary<string, int>
    {
        ["AGENCY"] = 20,
        ["SECTION"] = 15,
        ["STATUS"] = 5,
        ["TIMELINESS"] = 6,
        ["DUE_QUARTER"] = 8,
        ["DELIVERABLE_KIND"] = 6,
    };

    public static void Apply(DefinedTypes types)
    {
        foreach (var type in types.All)
        {
            foreach (var field in type.OutputFields())
            {
                Weigh(field, isRoot: type.Name.StringValue is "Query" or "Mutation" or "Subscription");
                if (IsList(field.Type) && !type.Name.StringValue.EndsWith("Connection", StringComparison.Ordinal) && IsObject(types, field.Type.NamedType()))
                {
                    Size(field);
                }
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

    // The directive says it to tools, the description to people. A list that takes ids has as many objects as there are ids.
    private static void Size(GraphQLFieldDefinition field)
    {
        if (field.ArgumentList().Any(argument => argument.Name == "groupBy"))
        {
            var sizes = string.Join(", ", GroupSizes.Select(size => $"{size.Key} {size.Value}"));
            field.Tell($"In the cost of an operation it counts as the product of its groups: {sizes}.");
        }
        else if (!field.ArgumentList().Any(argument => argument.Name == "ids"))
        {
            var size = Sizes.GetValueOrDefault(field.Name.StringValue, OtherSize);
            field.Apply($"@listSize(assumedSize: {size})");
            field.Tell($"In the cost of an operation it counts as {size}.");
        }
    }

    private static bool IsList(GraphQLType type) => type is GraphQLListType || (type is GraphQLNonNullType given && IsList(given.Type));

    private static bool IsObject(DefinedTypes types, string name) =>
        types.Find<GraphQLTypeDefinition>(name) is GraphQLObjectTypeDefinition or GraphQLInterfaceTypeDefinition or GraphQLUnionTypeDefinition;

    private static void Tell(this GraphQLFieldDefinition field, string more) =>
        field.Description = new GraphQLDescription(field.Description is { } said ? $"{said.Value}\n{more}" : more);

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
