using System.Collections.Concurrent;
using System.Collections.Frozen;
using GraphQL.Types;

namespace KGPlanGraph.Schema.Compilation.Input;

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
            given.Sort((left, right) => fields[left.Key].Position.CompareTo(fields[right.Key].Position));
    }
}
