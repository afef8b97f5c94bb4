using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Definition;

/// <summary>
/// Gives a description to everything that the sources leave without one because it is said elsewhere or is the same everywhere.
/// A written description always wins; what nothing describes is a fault, found by a test.
/// </summary>
internal static class DescriptionRules
{
    public static void Apply(DefinedTypes types)
    {
        foreach (var type in types.All)
        {
            type.Describe(OfType(type));
            foreach (var field in type.OutputFields())
            {
                DescribeField(field, type, types);
            }

            foreach (var field in type.InputFields())
            {
                field.Describe(OfInputField(field, type.Name.StringValue, types));
            }
        }
    }

    private static void DescribeField(GraphQLFieldDefinition field, GraphQLTypeDefinition type, DefinedTypes types)
    {
        field.Describe(OfInterfaceField(field, type, types) ?? DefaultDescriptions.Field(field.Name.StringValue, type.Name.StringValue));
        foreach (var argument in field.ArgumentList())
        {
            argument.Describe(DefaultDescriptions.Argument(argument.Name.StringValue, field));
        }

        NameRoles(field);
    }

    private static string? OfType(GraphQLTypeDefinition type) => type switch
    {
        GraphQLUnionTypeDefinition => $"The errors with which `{Mutation(type, "Error")}` can be refused.",
        GraphQLInputObjectTypeDefinition when type.Name.StringValue.EndsWith("Input", StringComparison.Ordinal) => $"The input of `{Mutation(type, "Input")}`.",
        GraphQLObjectTypeDefinition when type.Name.StringValue.EndsWith("Payload", StringComparison.Ordinal) => $"The result of `{Mutation(type, "Payload")}`.",
        _ => null,
    };

    // CreateTaskPayload → createTask
    private static string Mutation(GraphQLTypeDefinition type, string suffix)
    {
        var name = type.Name.StringValue[..^suffix.Length];
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string? OfInterfaceField(GraphQLFieldDefinition field, GraphQLTypeDefinition type, DefinedTypes types)
    {
        var interfaces = (type as IHasInterfacesNode)?.Interfaces?.Items ?? [];
        return interfaces.Select(implemented => types.Find<GraphQLInterfaceTypeDefinition>(implemented.Name.StringValue).Description(field.Name.StringValue))
            .FirstOrDefault(description => description is not null);
    }

    private static string? OfInputField(GraphQLInputValueDefinition field, string type, DefinedTypes types)
    {
        var name = field.Name.StringValue;
        if (DefaultDescriptions.InputField(name, type) is { } standing)
        {
            return standing;
        }

        if (type.EndsWith(FilterFamily.Sort, StringComparison.Ordinal))
        {
            return OfSortKey(field, type[..^FilterFamily.Sort.Length], types);
        }

        if (type.EndsWith(FilterFamily.Filter, StringComparison.Ordinal))
        {
            return FilterVerb(field.Type.NamedType()) + Subject(name, type[..^FilterFamily.Filter.Length], types);
        }

        return null;
    }

    // "Sorts by `label`: Place in the plan, e.g. II.1.đ. In document order: …"
    private static string OfSortKey(GraphQLInputValueDefinition key, string type, DefinedTypes types)
    {
        var name = key.Name.StringValue;
        if (key.Type.NamedType() != "SortEnumType")
        {
            return "Sorts by a field of" + Subject(name, type, types);
        }

        var values = types.Find<GraphQLTypeDefinition>(type).OutputFields().First(field => field.Name == name).Type.NamedType();
        return "Sorts by" + Subject(name, type, types) + DefaultDescriptions.SortOrder(name, isEnum: types.Find<GraphQLEnumTypeDefinition>(values) is not null);
    }

    private static string FilterVerb(string type)
    {
        if (type.EndsWith(FilterFamily.OperationFilter, StringComparison.Ordinal))
        {
            return "Compares";
        }

        return type.StartsWith(FilterFamily.ListFilter, StringComparison.Ordinal) ? "Conditions on the elements of" : "Conditions on";
    }

    // " `dueOn`: The last day that is still on time, extensions counted in."
    private static string? Subject(string field, string type, DefinedTypes types)
        => $" `{field}`: {types.Find<GraphQLTypeDefinition>(type).Description(field) ?? DefaultDescriptions.Field(field, type)}";

    private static string? Description(this GraphQLTypeDefinition? type, string field)
        => type.OutputFields().FirstOrDefault(candidate => candidate.Name == field)?.Description?.Value.ToString();

    // The directive says it to tools, the description to people.
    private static void NameRoles(GraphQLFieldDefinition field)
    {
        var roles = field.Directives?.Items.FirstOrDefault(directive => directive.Name == "authorize")?.Arguments?.Items.Single().Value as GraphQLListValue;
        var names = roles?.Values?.Cast<GraphQLStringValue>().Select(role => role.Value.ToString()).ToList();
        if (names is null)
        {
            return;
        }

        var list = names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";
        field.Description = new GraphQLDescription($"{field.Description?.Value}\nNeeds the role {list}.");
    }

    private static void Describe(this IHasDescriptionNode node, string? description)
    {
        if (node.Description is null && description is not null)
        {
            node.Description = new GraphQLDescription(description);
        }
    }
}
