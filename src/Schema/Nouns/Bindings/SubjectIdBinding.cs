using KGPlanGraph.Persistence.Reading;

namespace KGPlanGraph.Schema.Nouns.Bindings;

/// <summary>The global id of an object of any type: one column says which type, another which row.</summary>
public sealed record SubjectIdBinding(Column Kind, Column Key, IReadOnlyList<string> TypeNames) : FieldBinding;
