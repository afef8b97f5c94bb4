namespace KGPlanGraph.Persistence.PlanDocuments.Localities;

/// <summary>A locality named in a passage: place in the list, and its tokens with the unit word.</summary>
internal readonly record struct FoundLocality(int Index, int Start, int End);
