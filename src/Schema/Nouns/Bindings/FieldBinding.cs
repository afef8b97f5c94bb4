using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Schema.Nouns.Bindings;

/// <summary>What a field of a type stands for in the database.</summary>
public abstract record FieldBinding
{
    /// <summary>
    /// The roles that may read it; <see cref="Role.None"/> for whoever sees the object. For others it is null with AUTH_NOT_AUTHORIZED,
    /// and neither filterable nor sortable.
    /// </summary>
    public Role ReadableBy { get; init; }
}
