namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>What the importer read, and what it could not settle.</summary>
/// <param name="Sections">Number of sections.</param>
/// <param name="Tasks">Number of tasks.</param>
/// <param name="Deadlines">Number of deadlines.</param>
/// <param name="Agencies">Number of distinct bodies of the register that the plan assigns, obliges, or otherwise refers to.</param>
/// <param name="UnknownAgencies">Bodies that the document names and the register does not hold, as written, each once.</param>
/// <param name="Warnings">In the order of their lines.</param>
public sealed record ImportReport(
    int Sections, int Tasks, int Deadlines, int Agencies, IReadOnlyList<string> UnknownAgencies, IReadOnlyList<ImportWarning> Warnings);
