using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Schema.Filtering;

/// <summary>A column that stands for objects' ids: of one type, or of the type that a second column says.</summary>
internal sealed class IdColumn
{
    private readonly Column key;
    private readonly Column? kind;
    private readonly IReadOnlyList<(TypeBinding Type, short Kind)> types;
    private readonly Caller caller;

    public IdColumn(TypeBinding type, Caller caller)
    {
        this.caller = caller;
        key = type.Table.Key!;
        kind = type.PossibleTypes.Count > 0 ? type.KindColumn : null;
        types = type.PossibleTypes.Count > 0 ? [.. type.PossibleTypes.Select(type => (type, type.Kind))] : [(type, type.Kind)];
    }

    public IdColumn(SubjectIdBinding subject, Caller caller)
    {
        this.caller = caller;
        key = subject.Key;
        kind = subject.Kind;
        types = [.. subject.Types().Select((type, index) => (type, (short)index))];
    }

    public IdColumn(TypeBinding type, Column foreignKey, Caller caller)
    {
        this.caller = caller;
        key = foreignKey;
        types = [(type, 0)];
    }

    /// <summary>Whether the row's id is among these, which may be natural keys. One of another type, or none at all, is nobody's.</summary>
    public Condition IsOneOf(IReadOnlyList<object?> ids)
    {
        var orNull = ids.Contains(null);
        var asked = ids.OfType<string>().Select(text => ObjectId.TryParse(text, out var id) ? id : default).Where(id => id.TypeName is not null).ToList();
        if (kind is null)
        {
            var known = new Membership(new ColumnOperand(key), Keys(asked.Where(id => id.TypeName == types[0].Type.TypeName)), orNull);
            return Named(types[0].Type, asked) is { } named ? new AnyOf([known, named]) : known;
        }

        var parts = new List<Condition>();
        foreach (var (type, value) in types)
        {
            var isKind = new Comparison(new ColumnOperand(kind), ComparisonKind.Equal, value);
            if (Keys(asked.Where(id => id.TypeName == type.TypeName)) is { Count: > 0 } ofType)
            {
                parts.Add(new AllOf([isKind, new Membership(new ColumnOperand(key), ofType, false)]));
            }

            if (Named(type, asked) is { } named)
            {
                parts.Add(new AllOf([isKind, named]));
            }
        }

        if (orNull)
        {
            parts.Add(new Comparison(new ColumnOperand(key), ComparisonKind.Equal, null));
        }

        return new AnyOf(parts);
    }

    // Natural keys lead to what the caller sees, and to nothing else.
    private IsKeyOf? Named(TypeBinding type, IEnumerable<ObjectId> asked)
    {
        List<string> names = [.. asked.Where(id => id.TypeName == type.TypeName).Select(id => id.NaturalKey).OfType<string>()];
        return names.Count == 0 || type.NaturalKey is not { } natural
            ? null
            : new IsKeyOf(key, type.Table, Condition.Both(natural.IsOneOf(names), type.VisibleTo(caller)));
    }

    private static List<object> Keys(IEnumerable<ObjectId> ids) => [.. ids.Where(id => id.NaturalKey is null).Select(id => (object)id.Key)];
}
