using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>A lettered item, or a paragraph that obliges a body to report by a date.</summary>
public sealed record DocumentTask
{
    /// <summary>The whole label, e.g. II.1.đ.</summary>
    public required string Label { get; init; }

    public required string SectionLabel { get; init; }

    /// <summary>Short title for lists, from the item's own words, at most 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>The item's text without its letter and without markdown, white space collapsed.</summary>
    public required string Content { get; init; }

    public required DeliverableKind DeliverableKind { get; init; }

    /// <summary>Code of the leading body; null where the text names none, several, or an unknown one.</summary>
    public string? LeadCode { get; init; }

    /// <summary>Codes of the coordinating bodies, in the order of the text, the lead not among them.</summary>
    public required IReadOnlyList<string> CoordinatorCodes { get; init; }

    /// <summary>"các cơ quan liên quan" and the like, verbatim.</summary>
    public string? OpenCoordinationPhrase { get; init; }

    /// <summary>In the order of the text.</summary>
    public required IReadOnlyList<DocumentDeadline> Deadlines { get; init; }

    /// <summary>Places in <see cref="PlanDocument.LegalDocuments"/>.</summary>
    public required IReadOnlyList<int> LegalDocuments { get; init; }

    /// <summary>Places in <see cref="PlanDocument.Localities"/>.</summary>
    public required IReadOnlyList<int> Localities { get; init; }

    /// <summary>Places in <see cref="PlanDocument.InvestmentItems"/>.</summary>
    public required IReadOnlyList<int> InvestmentItems { get; init; }

    /// <summary>Line of the source on which it begins, from 1.</summary>
    public required int Line { get; init; }
}
