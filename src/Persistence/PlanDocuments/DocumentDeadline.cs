using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>A deadline of a task.</summary>
/// <param name="Kind">How the text states it.</param>
/// <param name="Phrase">The plan's words, verbatim.</param>
/// <param name="DueOn">The last day that is still on time.</param>
/// <param name="Deliverable">Which of the task's outputs it is for, where the task has several.</param>
/// <param name="PerformerCode">Who is to meet it, where the text names another than the task's lead.</param>
public sealed record DocumentDeadline(DeadlineKind Kind, string Phrase, DateOnly DueOn, string? Deliverable = null, string? PerformerCode = null);
