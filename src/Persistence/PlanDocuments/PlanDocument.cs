namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>
/// What a plan document says. Bodies are codes of the register; legal documents, localities and investment items are
/// listed once here, and tasks point to them by their place in these lists.
/// </summary>
public sealed record PlanDocument
{
    public required string Title { get; init; }

    /// <summary>The year that the title states; null where it states none or several.</summary>
    public int? Year { get; init; }

    /// <summary>Code of the issuing body; null where the register does not hold it.</summary>
    public string? IssuerCode { get; init; }

    /// <summary>The issuing body as written, also where the register does not hold it.</summary>
    public string? IssuerName { get; init; }

    public DocumentSignatory? Signatory { get; init; }

    /// <summary>The document's own number; null where it is missing, never invented.</summary>
    public string? Number { get; init; }

    /// <summary>The document's own date; null where it is missing or not a date.</summary>
    public DateOnly? IssuedOn { get; init; }

    /// <summary>"Nơi nhận" in order, without dash and closing semicolon.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>The whole outline in document order; a parent comes before its children.</summary>
    public required IReadOnlyList<DocumentSection> Sections { get; init; }

    public required IReadOnlyList<DocumentTask> Tasks { get; init; }

    /// <summary>Distinct, in the order in which they are first cited anywhere in the document.</summary>
    public required IReadOnlyList<CitedDocument> LegalDocuments { get; init; }

    /// <summary>Distinct, in the order of the text; those with a code are in the register.</summary>
    public required IReadOnlyList<DocumentLocality> Localities { get; init; }

    /// <summary>Distinct, in the order of the text.</summary>
    public required IReadOnlyList<NamedInvestmentItem> InvestmentItems { get; init; }
}
