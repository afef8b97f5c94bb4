using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>A place that a task names. Without a code it is not in the register (yet); its parent, where told, is named by code.</summary>
public sealed record DocumentLocality(string? Code, string Name, LocalityKind Kind, string? ParentCode = null);
