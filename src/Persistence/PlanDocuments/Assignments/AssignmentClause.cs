using KGPlanGraph.Persistence.PlanDocuments.Bodies;

namespace KGPlanGraph.Persistence.PlanDocuments.Assignments;

/// <summary>A clause that assigns.</summary>
/// <param name="Part">What it asks of <paramref name="Bodies"/>.</param>
/// <param name="Bodies">Whom it names first; empty where the heading above names them ("a) Chủ trì, phối hợp với …").</param>
/// <param name="Coordinators">Named behind "phối hợp với".</param>
/// <param name="Start">First token of the clause.</param>
/// <param name="WordsStart">The token behind "chủ trì": from here on, but for coordinators, it says what is to be done.</param>
/// <param name="TailStart">The token behind the last body: what is to be done.</param>
/// <param name="End">The token behind the clause's sentence.</param>
internal sealed record AssignmentClause(
    AssignmentPart Part, IReadOnlyList<Mention> Bodies, IReadOnlyList<Mention> Coordinators, int Start, int WordsStart, int TailStart, int End);
