namespace KGPlanGraph.Schema.Compilation.Input;

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
            if (field.Key == name)
                return true;
        return false;
    }

    /// <summary>The field's value; null also where it was not given.</summary>
    public object? this[string name]
    {
        get
        {
            foreach (var field in Fields)
                if (field.Key == name)
                    return field.Value;
            return null;
        }
    }

    /// <summary>The field's value as a type; the default where it is null or was not given.</summary>
    public T? Get<T>(string name) => this[name] is T value ? value : default;

    /// <summary>A list field's values; null where it is null or was not given.</summary>
    public IReadOnlyList<T>? GetList<T>(string name) =>
        this[name] is IReadOnlyList<object?> values ? [.. values.Select(value => (T)value!)] : null;
}
