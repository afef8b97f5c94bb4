namespace KGPlanGraph.Persistence.PlanDocuments.Outline;

/// <summary>What a line of the outline begins with.</summary>
internal enum MarkerKind
{
    None,
    Part,
    Roman,
    Number,
    Letter,
}
