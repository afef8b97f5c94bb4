using GraphQL.Types;
using KGPlanGraph.Schema.Definition;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>Writes the operation that runs one mutation, and asks for all that its typed errors say.</summary>
internal static class MutationDocument
{
    private static readonly Lazy<ISchema> Schema = new(GraphQLSchema.Build);

    /// <param name="mutation">The field of Mutation.</param>
    /// <param name="selection">The payload's other fields.</param>
    public static string Of(string mutation, string selection)
    {
        var name = char.ToUpperInvariant(mutation[0]) + mutation[1..];
        var errors = (UnionGraphType)Schema.Value.AllTypes[name + "Error"]!;
        var fragments = errors.PossibleTypes.Select(type => $"... on {type.Name} {{ {string.Join(' ', type.Fields.Select(field => field.Name))} }}");
        return $"mutation($input: {name}Input!) {{ {mutation}(input: $input) {{ {selection} errors {{ __typename {string.Join(' ', fragments)} }} }} }}";
    }
}
