using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Schema.Nouns.Bindings;

/// <summary>A stored list of field names, from which those are left out that not everybody may know of.</summary>
/// <param name="Column">The list, as JSON.</param>
/// <param name="Restricted">Names of fields that only <paramref name="SeenBy"/> may read.</param>
/// <param name="SeenBy">The roles that see the whole list.</param>
public sealed record FieldNamesBinding(Column Column, IReadOnlySet<string> Restricted, Role SeenBy) : FieldBinding;
