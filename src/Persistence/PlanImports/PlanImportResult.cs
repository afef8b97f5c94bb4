using System.Diagnostics.CodeAnalysis;
using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.PlanImports;

/// <summary>The plan, which the context holds and has yet to save, or why there is none.</summary>
public sealed record PlanImportResult(Plan? Plan, PlanImportRefusal? Refusal)
{
    [MemberNotNullWhen(true, nameof(Plan))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsStored => Plan is not null;
}
