using System.Diagnostics.CodeAnalysis;

namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>Either a document with its report, or a refusal.</summary>
public sealed record PlanDocumentResult
{
    public PlanDocument? Document { get; private init; }

    public ImportReport? Report { get; private init; }

    public DocumentRefusal? Refusal { get; private init; }

    /// <summary>True where the document was read.</summary>
    [MemberNotNullWhen(true, nameof(Document), nameof(Report))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsRead => Document is not null;

    internal static PlanDocumentResult Read(PlanDocument document, ImportReport report) => new() { Document = document, Report = report };

    internal static PlanDocumentResult Refused(int line, string english, string vietnamese) =>
        new() { Refusal = new DocumentRefusal(line, new Wording(english, vietnamese)) };
}
