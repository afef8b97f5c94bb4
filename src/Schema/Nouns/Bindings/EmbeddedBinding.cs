using KGPlanGraph.Persistence.Reading;

namespace KGPlanGraph.Schema.Nouns.Bindings;

/// <summary>An object made of columns of its owner's row; null where <paramref name="Presence"/> is.</summary>
public sealed record EmbeddedBinding(Column Presence, IReadOnlyDictionary<string, FieldBinding> Fields) : FieldBinding;
