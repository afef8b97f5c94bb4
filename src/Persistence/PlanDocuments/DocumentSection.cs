namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>A heading of the outline.</summary>
/// <param name="Label">The whole outline number, e.g. II.4.</param>
/// <param name="ParentLabel">The label of the section above; null at the top.</param>
/// <param name="Heading">Without its number.</param>
/// <param name="Body">Running text of the section itself, paragraphs parted by a line feed; empty where it has only items.</param>
/// <param name="Position">Place in the document, from 1.</param>
/// <param name="Line">Line of the heading in the source, from 1.</param>
public sealed record DocumentSection(string Label, string? ParentLabel, string Heading, string Body, int Position, int Line);
