using KGPlanGraph.Persistence.Reading;

namespace KGPlanGraph.Schema.Nouns.Bindings;

/// <summary>Days from the day that <c>asOf</c> gives to the column's; negative once it has passed.</summary>
public sealed record DaysRemainingBinding(Column Day) : FieldBinding;
