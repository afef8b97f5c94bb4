using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.PlanDocuments.Files;

namespace KGPlanGraph.Persistence.PlanImports;

/// <summary>The whole way from a document's text to a draft. Part of a <see cref="Changes.PlanWriter"/>'s work, which saves it, or for a dry run does not.</summary>
public static class DocumentImport
{
    /// <summary>The longest document that is read; a plan of 2,000 items has about half of it.</summary>
    public const int MaxCharacters = PlanFile.MaxCharacters;

    /// <summary>Adds the draft to the context, if the registers are still those by which its document was read.</summary>
    /// <param name="context">Of the writer's work.</param>
    /// <param name="request">What to make of it.</param>
    /// <param name="ahead">What was read; null where the code was taken, and has become free since.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RegistersChangedException">
    /// The document is to be read again. Not here: others would wait for the reading, which takes seconds (<see cref="DocumentReadings.StoreAsync"/>).
    /// </exception>
    public static async Task<DocumentImportResult> RunAsync(
        PlanDbContext context, PlanImportRequest request, ReadAhead? ahead, CancellationToken cancellationToken)
    {
        var registers = await StoredRegisters.ReadAsync(context, cancellationToken);
        if (ahead is null || ahead.Registers != registers.Fingerprint)
        {
            throw new RegistersChangedException();
        }

        var reading = ahead.Reading;
        if (!reading.IsRead)
        {
            return new() { Unreadable = reading.Refusal };
        }

        var stored = await PlanImport.StoreAsync(context, reading.Document, request, cancellationToken);
        return new() { Plan = stored.Plan, Document = reading.Document, Report = reading.Report, Refusal = stored.Refusal, IssuerName = stored.IssuerName };
    }
}

/// <summary>What came of a document: a draft with a report, or why there is none.</summary>
public sealed record DocumentImportResult
{
    /// <summary>The draft, which the context holds and has yet to save.</summary>
    public Plan? Plan { get; init; }

    /// <summary>What the text says; also there where the draft is refused.</summary>
    public PlanDocument? Document { get; init; }

    /// <summary>What was read; also there where the draft is refused.</summary>
    public ImportReport? Report { get; init; }

    /// <summary>Why the text cannot be read.</summary>
    public DocumentRefusal? Unreadable { get; init; }

    /// <summary>Why what was read cannot be stored.</summary>
    public PlanImportRefusal? Refusal { get; init; }

    /// <inheritdoc cref="PlanImportResult.IssuerName"/>
    public string? IssuerName { get; init; }
}
