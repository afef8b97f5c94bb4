using System.Diagnostics.CodeAnalysis;

namespace KGPlanGraph.PlanDocuments;

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

/// <summary>Why a text cannot be read as a plan, and the line (from 1) that shows it.</summary>
public sealed record DocumentRefusal(int Line, Wording Reason);

/// <summary>What the importer read, and what it could not settle.</summary>
/// <param name="Sections">Number of sections.</param>
/// <param name="Tasks">Number of tasks.</param>
/// <param name="Deadlines">Number of deadlines.</param>
/// <param name="Agencies">Number of distinct bodies of the register that the plan assigns, obliges, or otherwise refers to.</param>
/// <param name="UnknownAgencies">Organisations that the document names and the register does not hold, as written, each once.</param>
/// <param name="Warnings">In the order of their lines.</param>
public sealed record ImportReport(
    int Sections, int Tasks, int Deadlines, int Agencies, IReadOnlyList<string> UnknownAgencies, IReadOnlyList<ImportWarning> Warnings);

/// <summary>Something that the importer could not settle.</summary>
/// <param name="Label">Where in the outline, e.g. II.1.c; null for the document as a whole.</param>
/// <param name="Line">Line of the source, from 1.</param>
/// <param name="Message">What it is.</param>
public sealed record ImportWarning(string? Label, int Line, Wording Message);

/// <summary>One message of the importer in both languages of the service.</summary>
public readonly record struct Wording(string English, string Vietnamese);

/// <summary>How the text of a plan document is written.</summary>
public enum PlanDocumentFormat
{
    Markdown,
    PlainText,
}
