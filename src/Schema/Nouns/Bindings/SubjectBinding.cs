using KGPlanGraph.Persistence.Reading;

namespace KGPlanGraph.Schema.Nouns.Bindings;

/// <summary>An object of any type as it is now; null once it is gone, or for whom it does not exist.</summary>
/// <param name="Kind">The column that says which type.</param>
/// <param name="Key">The column that says which row.</param>
/// <param name="Targets">The types by the column's value.</param>
public sealed record SubjectBinding(Column Kind, Column Key, Func<IReadOnlyList<Noun>> Targets) : FieldBinding;
