using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.PlanImports;

/// <summary>What to make of a document.</summary>
/// <param name="Code">The new plan's code.</param>
/// <param name="Year">Wins over the year that the document states.</param>
/// <param name="Status">DRAFT, or IN_FORCE for the first data.</param>
public sealed record PlanImportRequest(string Code, int? Year, PlanStatus Status);
