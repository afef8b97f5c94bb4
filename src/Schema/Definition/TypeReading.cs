using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Definition;

/// <summary>What the rules ask of a definition.</summary>
internal static class TypeReading
{
    /// <summary>The type's name without list and non-null wrappers.</summary>
    public static string NamedType(this GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => nonNull.Type.NamedType(),
        GraphQLListType list => list.Type.NamedType(),
        GraphQLNamedType named => named.Name.StringValue,
        _ => throw new InvalidOperationException($"Unknown kind of type: {type.Kind}."),
    };

    /// <summary>The fields of an object or interface type, otherwise none.</summary>
    public static IReadOnlyList<GraphQLFieldDefinition> OutputFields(this GraphQLTypeDefinition? type) => type switch
    {
        GraphQLObjectTypeDefinition { Fields: { } fields } => fields.Items,
        GraphQLInterfaceTypeDefinition { Fields: { } fields } => fields.Items,
        _ => [],
    };

    /// <summary>The fields of an input type, otherwise none.</summary>
    public static IReadOnlyList<GraphQLInputValueDefinition> InputFields(this GraphQLTypeDefinition? type)
        => type is GraphQLInputObjectTypeDefinition { Fields: { } fields } ? fields.Items : [];

    /// <summary>A field's arguments, perhaps none.</summary>
    public static IReadOnlyList<GraphQLInputValueDefinition> ArgumentList(this GraphQLFieldDefinition field) => field.Arguments?.Items ?? [];
}
