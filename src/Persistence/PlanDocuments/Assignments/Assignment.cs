namespace KGPlanGraph.Persistence.PlanDocuments.Assignments;

/// <summary>Who does a task.</summary>
/// <param name="LeadCode">Null where the text names none, several, or an unknown one.</param>
/// <param name="CoordinatorCodes">In the order of the text.</param>
/// <param name="OpenPhrase">Unnamed others, verbatim.</param>
/// <param name="NamesLead">Whether the text says at all who leads: also an unknown body, or unnamed ones.</param>
/// <param name="Clauses">The clauses that say it.</param>
internal sealed record Assignment(
    string? LeadCode, IReadOnlyList<string> CoordinatorCodes, string? OpenPhrase, bool NamesLead, IReadOnlyList<AssignmentClause> Clauses)
{
    /// <summary>Whether a body is told to do it, be it by a word such as "Giao" or by the heading above.</summary>
    public bool IsCharge => NamesLead || Clauses.Any(clause => clause.Part is AssignmentPart.Charged);
}
