using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.PlanDocuments.Deadlines;

/// <summary>A deadline and the tokens of its phrase.</summary>
internal readonly record struct FoundDeadline(DeadlineKind Kind, DateOnly DueOn, int Start, int End);
