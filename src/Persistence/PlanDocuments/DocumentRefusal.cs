namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>Why a text cannot be read as a plan, and the line (from 1) that shows it.</summary>
public sealed record DocumentRefusal(int Line, Wording Reason);
