namespace KGPlanGraph.Schema.Nouns.Bindings;

/// <summary>The global id of the object itself.</summary>
public sealed record IdBinding : FieldBinding;
