using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>A locality as the register holds it, its name without the unit word; <paramref name="Code"/> is the statistical code.</summary>
public sealed record KnownLocality(string? Code, string Name, LocalityKind Kind, string? ParentCode = null);
