using KGPlanGraph.Persistence.Reading;

namespace KGPlanGraph.Schema.Nouns.Bindings;

/// <summary>A field of the object behind a foreign key, offered in filters only, e.g. a change's agencyCode.</summary>
public sealed record ThroughBinding(ToOne Relation, Func<Noun> Target, string Field) : FieldBinding;
