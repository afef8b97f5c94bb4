using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Conditions;

namespace KGPlanGraph.Schema.Nouns.Bindings;

/// <summary>A plain list, bounded by the document or the register; or, with <see cref="TakesFirst"/>, its first object.</summary>
public sealed record ListBinding(ToMany Relation, Func<Noun> Target, params OrderKey[] Order) : FieldBinding
{
    /// <summary>Which of the related rows count.</summary>
    public Condition Where { get; init; } = Condition.Always;

    /// <summary>Whether the field is the list's first object.</summary>
    public bool TakesFirst { get; init; }
}
