using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>A body as the register holds it; <paramref name="ParentCode"/> is the code of the body it belongs to.</summary>
public sealed record KnownBody(
    string Code, string Name, AgencyKind Kind, IReadOnlyList<string> Aliases, string? EnglishName = null, string? ParentCode = null);
