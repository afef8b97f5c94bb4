using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Schema.Filtering;

/// <summary>A column that stands for global ids: of one type, or of the type that a second column says.</summary>
internal sealed class IdColumn
{
    private readonly Column key;
    private readonly Column? kind;
    private readonly IReadOnlyList<(string TypeName, short Kind)> types;

    public IdColumn(TypeBinding type)
    {
        key = type.Table.Key!;
        kind = type.PossibleTypes.Count > 0 ? type.KindColumn : null;
        types = type.PossibleTypes.Count > 0
            ? [.. type.PossibleTypes.Select(type => (type.TypeName, type.Kind))]
            : [(type.TypeName, type.Kind)];
    }

    public IdColumn(SubjectIdBinding subject)
    {
        key = subject.Key;
        kind = subject.Kind;
        types = [.. subject.TypeNames.Select((name, index) => (name, (short)index))];
    }

    public IdColumn(string typeName, Column foreignKey)
    {
        key = foreignKey;
        types = [(typeName, 0)];
    }

    /// <summary>Whether the row's id is among these. An id of another type, or none at all, is nobody's.</summary>
    public Condition IsOneOf(IReadOnlyList<object?> ids)
    {
        var orNull = ids.Contains(null);
        var keys = ids.OfType<string>().Select(text => GlobalId.TryParse(text, out var id) ? id : default).Where(id => id.TypeName is not null);
        if (kind is null)
        {
            return new Membership(new ColumnOperand(key), Keys(keys.Where(id => id.TypeName == types[0].TypeName)), orNull);
        }

        var parts = new List<Condition>();
        foreach (var (typeName, value) in types)
        {
            if (Keys(keys.Where(id => id.TypeName == typeName)) is { Count: > 0 } ofType)
            {
                parts.Add(new AllOf(
                [
                    new Comparison(new ColumnOperand(kind), ComparisonKind.Equal, value),
                    new Membership(new ColumnOperand(key), ofType, false),
                ]));
            }
        }

        if (orNull)
        {
            parts.Add(new Comparison(new ColumnOperand(key), ComparisonKind.Equal, null));
        }

        return new AnyOf(parts);
    }

    private static List<object> Keys(IEnumerable<GlobalId> ids) => [.. ids.Select(id => (object)id.Key)];
}
