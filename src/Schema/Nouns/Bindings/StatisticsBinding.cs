using KGPlanGraph.Persistence.Reading;

namespace KGPlanGraph.Schema.Nouns.Bindings;

/// <summary>Counts of tasks. Without a relation it is the query's root.</summary>
/// <param name="Relation">From the owner to its tasks; the back reference is a column of tasks.</param>
/// <param name="IsSingle">Whether the field is one object, not a list of groups.</param>
public sealed record StatisticsBinding(ToMany? Relation, bool IsSingle) : FieldBinding;
