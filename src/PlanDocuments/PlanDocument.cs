namespace KGPlanGraph.PlanDocuments;

/// <summary>
/// What a plan document says. Organisations are codes of the register; legal documents, localities and investment items are
/// listed once here, and tasks point to them by their place in these lists.
/// </summary>
public sealed record PlanDocument
{
    public required string Title { get; init; }

    /// <summary>The year that the title states; null where it states none or several.</summary>
    public int? Year { get; init; }

    /// <summary>The last year that the title states, where it states several (giai đoạn 2021-2025); null where the plan is for one.</summary>
    public int? LastYear { get; init; }

    /// <summary>What the document calls itself, in small letters behind the first: Kế hoạch, Chương trình hành động, Đề án.</summary>
    public required string DocumentType { get; init; }

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

/// <summary>A heading of the outline.</summary>
/// <param name="Label">The whole outline number, e.g. II.4.</param>
/// <param name="ParentLabel">The label of the section above; null at the top.</param>
/// <param name="Heading">Without its number.</param>
/// <param name="Body">Running text of the section itself, paragraphs parted by a line feed; empty where it has only items.</param>
/// <param name="Position">Place in the document, from 1.</param>
/// <param name="Line">Line of the heading in the source, from 1.</param>
public sealed record DocumentSection(string Label, string? ParentLabel, string Heading, string Body, int Position, int Line);

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

    /// <summary>Code of the leading body, the first where the text names several; null where it names none or an unknown one.</summary>
    public string? LeadCode { get; init; }

    /// <summary>Codes of the bodies that lead together with the lead, in the order of the text.</summary>
    public IReadOnlyList<string> CoLeads { get; init; } = [];

    /// <summary>Codes of the coordinating bodies, in the order of the text, the lead and the co-leads not among them.</summary>
    public required IReadOnlyList<string> CoordinatorCodes { get; init; }

    /// <summary>"các cơ quan liên quan" and the like, verbatim.</summary>
    public string? OpenCoordinationPhrase { get; init; }

    /// <summary>What is to be handed in, by the plan's own words (sản phẩm, kết quả); null where it names nothing.</summary>
    public string? ExpectedOutput { get; init; }

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

/// <summary>A deadline of a task.</summary>
/// <param name="Kind">How the text states it.</param>
/// <param name="Phrase">The plan's words, verbatim.</param>
/// <param name="DueOn">The last day that is still on time.</param>
/// <param name="Deliverable">Which of the task's outputs it is for, where the task has several.</param>
/// <param name="PerformerCode">Who is to meet it, where the text names another than the task's lead.</param>
public sealed record DocumentDeadline(DeadlineKind Kind, string Phrase, DateOnly DueOn, string? Deliverable = null, string? PerformerCode = null);

/// <summary>A place that a task names. Without a code it is not in the register (yet); its parent, where told, is named by code.</summary>
public sealed record DocumentLocality(string? Code, string Name, LocalityKind Kind, string? ParentCode = null);

/// <summary>Who signed, and as what ("KT. CHỦ TỊCH PHÓ CHỦ TỊCH"), both as written.</summary>
public sealed record DocumentSignatory(string Name, string Capacity);

/// <summary>An industrial zone, cluster or project that the text names one by one.</summary>
public sealed record NamedInvestmentItem
{
    public required InvestmentItemKind Kind { get; init; }

    /// <summary>Made from the name, unique in the document, e.g. KCN-THANH-LOC.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required InvestmentStage Stage { get; init; }

    /// <summary>The lead of the task that names it; null where that has none.</summary>
    public string? ManagingAgencyCode { get; init; }

    /// <summary>Places in <see cref="PlanDocument.Localities"/>.</summary>
    public required IReadOnlyList<int> Localities { get; init; }

    /// <summary>Organisations outside the province that are asked to invest; projects only.</summary>
    public required IReadOnlyList<string> PartnerCodes { get; init; }

    /// <summary>E.g. "giai đoạn 2"; zones only.</summary>
    public string? Phase { get; init; }

    /// <summary>Clusters only.</summary>
    public bool IsPilot { get; init; }

    /// <summary>Projects only.</summary>
    public InvestmentSector? Sector { get; init; }
}

/// <summary>A legal document that the plan cites; number, date and issuer are null where the plan does not give them.</summary>
public sealed record CitedDocument(string? Number, string Title, DateOnly? IssuedOn, string? IssuerCode);
