using KGPlanGraph.Persistence.Reading;

namespace KGPlanGraph.Schema.Nouns.Bindings;

/// <summary>An object behind a foreign key: joined to its owner's row.</summary>
public sealed record ToOneBinding(ToOne Relation, Func<Noun> Target) : FieldBinding;
