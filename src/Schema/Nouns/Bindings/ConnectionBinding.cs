using KGPlanGraph.Persistence.Reading;

namespace KGPlanGraph.Schema.Nouns.Bindings;

/// <summary>A list that grows: a cursor connection. Without a relation it is one of the query's roots.</summary>
public sealed record ConnectionBinding(ToMany? Relation, Func<Noun> Target) : FieldBinding;
