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
    int Sections, int Tasks, int Deadlines, int Agencies, IReadOnlyList<string> UnknownAgencies, IReadOnlyList<ImportWarning> Warnings)
{
    /// <summary>What became of each paragraph, list item and table row.</summary>
    public required BlockCounts Blocks { get; init; }
}

/// <summary>Paragraphs, list items and table rows of a document by what became of them; together all that there are.</summary>
/// <param name="Tasks">Those that became tasks or parts of tasks.</param>
/// <param name="Texts">Those that stand as headings or running text of sections.</param>
/// <param name="Frame">Those of letterhead, title, grounds, recipients and signature.</param>
/// <param name="Unread">Those of which nothing was made; each has a warning.</param>
public readonly record struct BlockCounts(int Tasks, int Texts, int Frame, int Unread)
{
    /// <summary>All of them.</summary>
    public int Total => Tasks + Texts + Frame + Unread;
}

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
