using System.Collections.Concurrent;
using System.Collections.Frozen;
using GraphQL.Types;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Input;

/// <summary>A coerced enum value.</summary>
/// <param name="Name">As in the schema.</param>
/// <param name="Position">Its place in the enum's declaration, from 0; what the database stores.</param>
public readonly record struct EnumValue(string Name, short Position);

/// <summary>Ends the coercion of an argument or variable. Never leaves the executor: it becomes the error that it carries.</summary>
internal sealed class InvalidInputException(GraphQLError error) : Exception(error.Message.English)
{
    public GraphQLError Error { get; } = error;
}

/// <summary>
/// A coerced input object: only the fields that the caller gave, or that have a default, in the order of the schema. Values are null,
/// .NET scalars, <see cref="EnumValue"/>, lists (<c>IReadOnlyList&lt;object?&gt;</c>) and input objects.
/// </summary>
public sealed class InputObject(IReadOnlyList<KeyValuePair<string, object?>> fields)
{
    /// <summary>No field at all.</summary>
    public static readonly InputObject Empty = new([]);

    /// <summary>The fields that are there.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Fields { get; } = fields;

    /// <summary>Whether the field was given, null included.</summary>
    public bool Has(string name)
    {
        foreach (var field in Fields)
        {
            if (field.Key == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The field's value; null also where it was not given.</summary>
    public object? this[string name]
    {
        get
        {
            foreach (var field in Fields)
            {
                if (field.Key == name)
                {
                    return field.Value;
                }
            }

            return null;
        }
    }

    /// <summary>The field's value as a type; the default where it is null or was not given.</summary>
    public T? Get<T>(string name) => this[name] is T value ? value : default;

    /// <summary>A list field's values; null where it is null or was not given.</summary>
    public IReadOnlyList<T>? GetList<T>(string name) =>
        this[name] is IReadOnlyList<object?> values ? [.. values.Select(value => (T)value!)] : null;
}

/// <summary>What coercion asks of an input type for every request, found once.</summary>
internal sealed class InputShape
{
    private static readonly ConcurrentDictionary<IInputObjectGraphType, InputShape> Known = [];

    private readonly FrozenDictionary<string, (int Position, IGraphType Type)> fields;

    private InputShape(IInputObjectGraphType type)
    {
        fields = type.Fields.Select((field, position) => (field, position))
            .ToFrozenDictionary(each => each.field.Name, each => (each.position, each.field.ResolvedType!));
        IsDemanding = type.Fields.Any(field => field.DefaultValue is not null || field.ResolvedType is NonNullGraphType);
    }

    /// <summary>Whether a field has a default or must be there. Most inputs, filters above all, have none: then what is given is all there is.</summary>
    public bool IsDemanding { get; }

    public static InputShape Of(IInputObjectGraphType type) => Known.GetOrAdd(type, static each => new InputShape(each));

    /// <summary>The type of a field that the input has.</summary>
    public IGraphType TypeOf(string name) => fields[name].Type;

    /// <summary>Puts fields into the order of the schema: equal inputs then make equal statements, however they were written.</summary>
    public void Sort(List<KeyValuePair<string, object?>> given)
    {
        if (given.Count > 1)
        {
            given.Sort((left, right) => fields[left.Key].Position.CompareTo(fields[right.Key].Position));
        }
    }
}
