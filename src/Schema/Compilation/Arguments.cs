using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>What can be asked of the arguments of a field selection.</summary>
internal static class Arguments
{
    /// <summary>Whether any argument has a variable in it.</summary>
    public static bool UseVariables(GraphQLField field) => field.Arguments?.Items.Exists(argument => UsesVariable(argument.Value)) ?? false;

    /// <summary>Whether a literal has a variable in it.</summary>
    public static bool UsesVariable(GraphQLValue value) => value switch
    {
        GraphQLVariable => true,
        GraphQLListValue list => list.Values?.Exists(UsesVariable) ?? false,
        GraphQLObjectValue given => given.Fields?.Exists(field => UsesVariable(field.Value)) ?? false,
        _ => false,
    };
}
