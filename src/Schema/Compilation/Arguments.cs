using GraphQL.Types;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Compilation.Input;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>The arguments of a field selection.</summary>
internal static class Arguments
{
    /// <summary>All that are given or have a default, coerced.</summary>
    /// <exception cref="InputFaultException">A value does not fit.</exception>
    public static InputObject Coerce(FieldType definition, GraphQLField field, IReadOnlyDictionary<string, object?> variables)
    {
        if (definition.Arguments is not { Count: > 0 } declared)
            return InputObject.Empty;
        var values = new List<KeyValuePair<string, object?>>(declared.Count);
        foreach (var argument in declared)
        {
            var literal = field.Arguments?.Items.Find(candidate => candidate.Name.StringValue == argument.Name)?.Value;
            if (literal is not null && !(literal is GraphQLVariable variable && !variables.ContainsKey(variable.Name.StringValue)))
                values.Add(new(argument.Name, InputCoercion.Literal(argument.ResolvedType!, literal, variables)));
            else if (InputCoercion.TryDefault(argument, out var value))
                values.Add(new(argument.Name, value));
        }

        return values.Count == 0 ? InputObject.Empty : new InputObject(values);
    }

    /// <summary>Whether any argument has a variable in it.</summary>
    public static bool UseVariables(GraphQLField field) => field.Arguments?.Items.Exists(argument => UsesVariable(argument.Value)) ?? false;

    private static bool UsesVariable(GraphQLValue value) => value switch
    {
        GraphQLVariable => true,
        GraphQLListValue list => list.Values?.Exists(UsesVariable) ?? false,
        GraphQLObjectValue given => given.Fields?.Exists(field => UsesVariable(field.Value)) ?? false,
        _ => false,
    };
}
