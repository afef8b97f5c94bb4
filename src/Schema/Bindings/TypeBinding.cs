using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Schema.Bindings;

/// <summary>
/// One object type or interface of the schema as the reads know it: its table, what its fields stand for, who sees which rows.
/// The compiler asks nothing else; a new field is one line in its type.
/// </summary>
public sealed class TypeBinding
{
    /// <summary>The GraphQL type, e.g. Task.</summary>
    public required string TypeName { get; init; }

    /// <summary>Where its rows are.</summary>
    public required Table Table { get; init; }

    /// <summary>What each field stands for, by field name. Filters and sorts use the same names.</summary>
    public required IReadOnlyDictionary<string, FieldBinding> Fields { get; init; }

    /// <summary>Which rows exist for a caller (domain.md, "Who may do what"); compiled into every statement that touches the table.</summary>
    public Func<Caller, Condition> Visible { get; init; } = _ => Condition.Always;

    /// <summary>The order of a list whose caller asks for none.</summary>
    public IReadOnlyList<OrderKey> DefaultOrder { get; init; } = [];

    /// <summary>The folded text that <c>search</c> looks in; null where there is no such argument.</summary>
    public Column? Folded { get; init; }

    /// <summary>What people call its objects by; null where there is nothing of that kind.</summary>
    public NaturalKey? NaturalKey { get; init; }

    /// <summary>For a type that shares its table with others: the column that tells them apart.</summary>
    public Column? KindColumn { get; init; }

    /// <summary>For a type that shares its table: its value there.</summary>
    public short Kind { get; init; }

    /// <summary>For an interface: the types that its rows can be, by their <see cref="Kind"/>.</summary>
    public IReadOnlyList<TypeBinding> PossibleTypes { get; init; } = [];

    /// <summary>The rows that objects' names in requests stand for; an id of another type, or none at all, is nobody's.</summary>
    internal Condition IsOneOf(IEnumerable<ObjectId> ids)
    {
        var own = ids.Where(id => id.TypeName == TypeName).ToList();
        List<object> keys = [.. own.Where(id => id.NaturalKey is null).Select(id => (object)id.Key).Distinct()];
        List<string> names = [.. own.Select(id => id.NaturalKey).OfType<string>()];
        var byKey = new Membership(new ColumnOperand(Table.Key!), keys, false);
        if (names.Count == 0 || NaturalKey is null)
        {
            return keys.Count == 0 ? Condition.Never : byKey;
        }

        return keys.Count == 0 ? NaturalKey.IsOneOf(names) : new AnyOf([byKey, NaturalKey.IsOneOf(names)]);
    }

    /// <summary>Visible rows of this very type.</summary>
    public Condition VisibleTo(Caller caller) => KindColumn is null || PossibleTypes.Count > 0
        ? Visible(caller)
        : Condition.Both(new Comparison(new Persistence.Reading.ColumnOperand(KindColumn), ComparisonKind.Equal, Kind), Visible(caller));
}

/// <summary>The types with a global id.</summary>
internal sealed class NodeTypes(IReadOnlyList<TypeBinding> types)
{
    private readonly Dictionary<string, TypeBinding> byName = types.ToDictionary(type => type.TypeName);

    public IReadOnlyList<TypeBinding> All => types;

    /// <summary>The type of a name; null for one without a global id.</summary>
    public TypeBinding? Find(string name) => byName.GetValueOrDefault(name);
}

/// <summary>Short forms in which types name their relations and orders.</summary>
internal static class Relation
{
    /// <summary>Ascending by a column of the row itself.</summary>
    public static OrderKey By(Column column) => new([], new ColumnOperand(column), Descending: false);

    /// <summary>Descending by a column of the row itself.</summary>
    public static OrderKey ByDescending(Column column) => new([], new ColumnOperand(column), Descending: true);

    /// <summary>By the place that each row has among its owner's.</summary>
    public static OrderKey ByPosition(Column position) => new([], new ColumnOperand(position), Descending: false, IsUniquePerParent: true);

    /// <summary>In the order of the links.</summary>
    public static OrderKey ByPosition(Link link) => new([], new ColumnOperand(link.Position), Descending: false, FromLink: true, IsUniquePerParent: true);
}

/// <summary>The rule that most types share.</summary>
internal static class Visibility
{
    /// <summary>What belongs to a draft plan exists only for those who see drafts.</summary>
    public static Func<Caller, Condition> OutsideDrafts(Column draftPlanId)
    {
        var published = new Comparison(new ColumnOperand(draftPlanId), ComparisonKind.Equal, null);
        return caller => caller.HasAny(Permissions.SeesDrafts) ? Condition.Always : published;
    }
}
