namespace KGPlanGraph.Persistence.PlanDocuments.Citations;

/// <summary>A citation in a passage: place in the list of cited documents, and its tokens.</summary>
internal readonly record struct FoundCitation(int Index, int Start, int End);
