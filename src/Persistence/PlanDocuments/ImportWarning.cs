namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>Something that the importer could not settle.</summary>
/// <param name="Label">Where in the outline, e.g. II.1.c; null for the document as a whole.</param>
/// <param name="Line">Line of the source, from 1.</param>
/// <param name="Message">What it is.</param>
public sealed record ImportWarning(string? Label, int Line, Wording Message);
