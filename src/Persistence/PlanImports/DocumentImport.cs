using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.PlanDocuments;

namespace KGPlanGraph.Persistence.PlanImports;

/// <summary>The whole way from a document's text to a draft. Part of a <see cref="Changes.PlanWriter"/>'s work, which saves it, or for a dry run does not.</summary>
public static class DocumentImport
{
    /// <summary>The longest document that is read; a plan of 2,000 items has about half of it.</summary>
    public const int MaxCharacters = 1_000_000;

    /// <summary>Reads the text by the registers as they are stored, and adds the draft to the context.</summary>
    /// <param name="context">Of the writer's work.</param>
    /// <param name="code">The new plan's code.</param>
    /// <param name="year">Wins over the year that the document states.</param>
    /// <param name="text">The whole document.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<DocumentImportResult> RunAsync(
        PlanDbContext context, string code, int? year, string text, PlanDocumentFormat format, CancellationToken cancellationToken)
    {
        var registers = await StoredRegisters.ReadAsync(context, cancellationToken);
        var reading = PlanDocumentReader.Read(text, format, registers.Bodies, registers.Localities, year);
        if (!reading.IsRead)
            return new() { Unreadable = reading.Refusal };

        var stored = await PlanImport.StoreAsync(context, reading.Document, new(code, year, PlanStatus.Draft), cancellationToken);
        return new() { Plan = stored.Plan, Report = reading.Report, Refusal = stored.Refusal };
    }
}
