using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Conditions;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Nouns.Bindings;

namespace KGPlanGraph.Schema.Nouns;

/// <summary>
/// One object type or interface of the schema as the reads know it: its table, what its fields stand for, who sees which rows.
/// The compiler asks nothing else; a new field is one line in its noun.
/// </summary>
public sealed class Noun
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

    /// <summary>For a type that shares its table with others: the column that tells them apart.</summary>
    public Column? KindColumn { get; init; }

    /// <summary>For a type that shares its table: its value there.</summary>
    public short Kind { get; init; }

    /// <summary>For an interface: the types that its rows can be, by their <see cref="Kind"/>.</summary>
    public IReadOnlyList<Noun> PossibleTypes { get; init; } = [];

    /// <summary>Visible rows of this very type.</summary>
    public Condition VisibleTo(Caller caller) => KindColumn is null || PossibleTypes.Count > 0
        ? Visible(caller)
        : Condition.Both(new Comparison(new Persistence.Reading.Operands.ColumnOperand(KindColumn), ComparisonKind.Equal, Kind), Visible(caller));
}
