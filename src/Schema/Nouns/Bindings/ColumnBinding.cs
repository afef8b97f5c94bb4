using KGPlanGraph.Persistence.Reading;

namespace KGPlanGraph.Schema.Nouns.Bindings;

/// <summary>A stored value; how it is written follows from the field's GraphQL type.</summary>
/// <param name="Column">The value.</param>
/// <param name="SortBy">What it sorts by, where that is another column: a Vietnamese or document order that the writer stores.</param>
public sealed record ColumnBinding(Column Column, Column? SortBy = null) : FieldBinding
{
    /// <summary>Whether no two rows of the type have the same value: a filter through a relation then needs no join.</summary>
    public bool IsUnique { get; init; }
}
