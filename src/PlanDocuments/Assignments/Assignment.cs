using KGPlanGraph.PlanDocuments.Organisations;

namespace KGPlanGraph.PlanDocuments.Assignments;

/// <summary>Who does a task.</summary>
/// <param name="LeadCode">The first that is named; null where the text names none, or an unknown one.</param>
/// <param name="CoLeadCodes">Those that lead with it.</param>
/// <param name="CoordinatorCodes">In the order of the text.</param>
/// <param name="OpenPhrase">Unnamed others, verbatim.</param>
/// <param name="NamesLead">Whether the text says at all who leads: also an unknown body, or unnamed ones.</param>
/// <param name="Clauses">The clauses that say it.</param>
internal sealed record Assignment(
    string? LeadCode, IReadOnlyList<string> CoLeadCodes, IReadOnlyList<string> CoordinatorCodes, string? OpenPhrase, bool NamesLead, IReadOnlyList<AssignmentClause> Clauses);

/// <summary>A clause that assigns.</summary>
/// <param name="Part">What it asks of <paramref name="Organisations"/>.</param>
/// <param name="Organisations">Whom it names first; empty where the heading above names them ("a) Chủ trì, phối hợp với …").</param>
/// <param name="Coordinators">Named behind "phối hợp với".</param>
/// <param name="Start">First token of the clause.</param>
/// <param name="WordsStart">The token behind "chủ trì": from here on, but for coordinators, it says what is to be done.</param>
/// <param name="TailStart">The token behind the last body: what is to be done.</param>
/// <param name="End">The token behind the clause's sentence.</param>
internal sealed record AssignmentClause(
    AssignmentPart Part, IReadOnlyList<Mention> Organisations, IReadOnlyList<Mention> Coordinators, int Start, int WordsStart, int TailStart, int End);

/// <summary>What a clause asks of the bodies that it names.</summary>
internal enum AssignmentPart
{
    /// <summary>chủ trì</summary>
    Lead,

    /// <summary>phối hợp</summary>
    Coordinate,

    /// <summary>"Giao Sở A thẩm định": a body is charged, its part is not named.</summary>
    Charged,

    /// <summary>"Sở A xây dựng …": a body is the subject, nothing says that it is charged.</summary>
    Subject,
}
