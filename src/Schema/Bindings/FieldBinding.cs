using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Schema.Bindings;

/// <summary>What a field of a type stands for in the database.</summary>
public abstract record FieldBinding
{
    /// <summary>
    /// The roles that may read it; <see cref="Role.None"/> for whoever sees the object. For others it is null with AUTH_NOT_AUTHORIZED,
    /// and neither filterable nor sortable.
    /// </summary>
    public Role ReadableBy { get; init; }
}

/// <summary>The global id of the object itself.</summary>
public sealed record IdBinding : FieldBinding;

/// <summary>A stored value; how it is written follows from the field's GraphQL type.</summary>
/// <param name="Column">The value.</param>
/// <param name="SortBy">What it sorts by, where that is another column: a Vietnamese or document order that the writer stores.</param>
public sealed record ColumnBinding(Column Column, Column? SortBy = null) : FieldBinding
{
    /// <summary>Whether no two rows of the type have the same value: a filter through a relation then needs no join.</summary>
    public bool IsUnique { get; init; }
}

/// <summary>A value that the database works out.</summary>
/// <param name="Operand">From the caller and the index of the day that the argument <c>asOf</c> gives (0: today).</param>
public sealed record OperandBinding(Func<Caller, int, Operand> Operand) : FieldBinding;

/// <summary>Days from the day that <c>asOf</c> gives to the column's; negative once it has passed.</summary>
public sealed record DaysRemainingBinding(Column Day) : FieldBinding;

/// <summary>An object made of columns of its owner's row; null where <paramref name="Presence"/> is.</summary>
public sealed record EmbeddedBinding(Column Presence, IReadOnlyDictionary<string, FieldBinding> Fields) : FieldBinding;

/// <summary>What the caller could do with the object of the row: a truth value for each field, by the rules of the mutations.</summary>
internal sealed record PermissionsBinding(RuleColumns Columns, IReadOnlyDictionary<string, MutationRule> Rules) : FieldBinding;

/// <summary>An object behind a foreign key: joined to its owner's row.</summary>
public sealed record ToOneBinding(ToOne Relation, Func<TypeBinding> Target) : FieldBinding;

/// <summary>A field of the object behind a foreign key, offered in filters only, e.g. a change's agencyCode.</summary>
public sealed record ThroughBinding(ToOne Relation, Func<TypeBinding> Target, string Field) : FieldBinding;

/// <summary>A plain list, bounded by the document or the register; or, with <see cref="TakesFirst"/>, its first object.</summary>
public sealed record ListBinding(ToMany Relation, Func<TypeBinding> Target, params OrderKey[] Order) : FieldBinding
{
    /// <summary>Which of the related rows count, from the index of the day as of which they are listed.</summary>
    public Func<int, Condition> Where { get; init; } = _ => Condition.Always;

    /// <summary>Whether the field is the list's first object.</summary>
    public bool TakesFirst { get; init; }
}

/// <summary>A list that grows: a cursor connection. Without a relation it is one of the query's roots.</summary>
public sealed record ConnectionBinding(ToMany? Relation, Func<TypeBinding> Target) : FieldBinding;

/// <summary>Counts of rows. Without a relation it is the query's root.</summary>
/// <param name="Target">The type of a group.</param>
/// <param name="Counted">The type whose rows are counted.</param>
/// <param name="Relation">From the owner to those rows; the back reference is a column of theirs.</param>
/// <param name="IsSingle">Whether the field is one object, not a list of groups.</param>
public sealed record StatisticsBinding(Func<TypeBinding> Target, Func<TypeBinding> Counted, ToMany? Relation, bool IsSingle) : FieldBinding;

/// <summary>A stored list of field names, from which those are left out that not everybody may know of.</summary>
/// <param name="Column">The list, as JSON.</param>
/// <param name="Restricted">Names of fields that only <paramref name="SeenBy"/> may read.</param>
/// <param name="SeenBy">The roles that see the whole list.</param>
public sealed record FieldNamesBinding(Column Column, IReadOnlySet<string> Restricted, Role SeenBy) : FieldBinding;

/// <summary>The global id of an object of any type: one column says which type, another which row.</summary>
/// <param name="Kind">The column that says which type.</param>
/// <param name="Key">The column that says which row.</param>
/// <param name="Types">The types by the column's value.</param>
public sealed record SubjectIdBinding(Column Kind, Column Key, Func<IReadOnlyList<TypeBinding>> Types) : FieldBinding;

/// <summary>An object of any type as it is now; null once it is gone, or for whom it does not exist.</summary>
/// <param name="Kind">The column that says which type.</param>
/// <param name="Key">The column that says which row.</param>
/// <param name="Targets">The types by the column's value.</param>
public sealed record SubjectBinding(Column Kind, Column Key, Func<IReadOnlyList<TypeBinding>> Targets) : FieldBinding;
