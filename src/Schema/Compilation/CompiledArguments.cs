using GraphQL.Types;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Input;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>
/// The arguments of one field selection. What no variable can change is coerced once; a request pays for its own values alone.
/// </summary>
internal sealed class CompiledArguments
{
    private readonly Argument[] arguments;
    private readonly bool usesVariables;
    private InputObject? kept;

    public CompiledArguments(FieldType definition, GraphQLField field)
    {
        arguments = [.. (definition.Arguments ?? []).Select(declared => new Argument(
            declared, field.Arguments?.Items.Find(given => given.Name.StringValue == declared.Name)?.Value))];
        usesVariables = Arguments.UseVariables(field);
    }

    /// <summary>All that are given or have a default, coerced.</summary>
    /// <exception cref="InvalidInputException">A value does not fit.</exception>
    public InputObject Coerce(IReadOnlyDictionary<string, object?> variables)
    {
        if (kept is not null)
        {
            return kept;
        }

        var values = new List<KeyValuePair<string, object?>>(arguments.Length);
        foreach (var argument in arguments)
        {
            if (argument.TryCoerce(variables, out var value))
            {
                values.Add(new(argument.Name, value));
            }
        }

        var coerced = values.Count == 0 ? InputObject.Empty : new InputObject(values);
        if (!usesVariables)
        {
            kept = coerced;
        }

        return coerced;
    }

    /// <summary>One of them; null where it is not given and has no default.</summary>
    /// <exception cref="InvalidInputException">Its value does not fit.</exception>
    public object? Value(string name, IReadOnlyDictionary<string, object?> variables)
    {
        foreach (var argument in arguments)
        {
            if (argument.Name == name)
            {
                return argument.TryCoerce(variables, out var value) ? value : null;
            }
        }

        return null;
    }

    /// <summary>Whether a variable stands in one of them.</summary>
    public bool UsesVariable(string name) => Array.Exists(arguments, argument => argument.Name == name && argument.UsesVariable);

    private sealed class Argument(QueryArgument declared, GraphQLValue? literal)
    {
        private readonly bool isFixed = literal is not null && !Arguments.UsesVariable(literal);
        private KeptValue? kept;

        // One reference, so that another thread sees both or neither: that there is a value, and which.
        private sealed record KeptValue(object? Value);

        public string Name { get; } = declared.Name;

        public bool UsesVariable => literal is not null && !isFixed;

        public bool TryCoerce(IReadOnlyDictionary<string, object?> variables, out object? value)
        {
            if (kept is { } known)
            {
                value = known.Value;
                return true;
            }

            if (literal is null || (literal is GraphQLVariable variable && !variables.ContainsKey(variable.Name.StringValue)))
            {
                return InputCoercion.TryDefault(declared, out value);
            }

            value = InputCoercion.Literal(declared.ResolvedType!, literal, variables);
            if (isFixed)
            {
                kept = new KeptValue(value);
            }

            return true;
        }
    }
}

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
