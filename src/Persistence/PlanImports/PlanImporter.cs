using System.Diagnostics.CodeAnalysis;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Persistence.PlanImports;

/// <summary>An import as a transaction of its own, for callers that know no tables.</summary>
public sealed class PlanImporter(PlanWriter writer, DocumentReadings readings)
{
    /// <inheritdoc cref="DocumentReadings.StoreAsync" path="summary|exception"/>
    /// <param name="author">Who imports.</param>
    /// <param name="request">What to make of it.</param>
    /// <param name="text">The whole document.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="isDryRun">True to try all that is asked before the writing, and keep nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<DocumentImportResult> ImportAsync(
        ChangeAuthor author, PlanImportRequest request, string text, PlanDocumentFormat format, bool isDryRun, CancellationToken cancellationToken = default)
    {
        return await readings.StoreAsync(request, text, format, ahead => writer.RunAsync(author, async (context, token) =>
        {
            // Nothing was read where the code was taken.
            var result = ahead is null && await PlanImport.IsTakenAsync(context, request, token)
                ? new() { Refusal = PlanImportRefusal.CodeTaken }
                : await DocumentImport.RunAsync(context, request, ahead, token);
            return result.Plan is not null && !isDryRun ? WriteOutcome.Keep(result) : WriteOutcome.Refuse(result);
        }, cancellationToken), cancellationToken);
    }
}

/// <summary>What to make of a document.</summary>
/// <param name="Code">The new plan's code.</param>
/// <param name="Year">Wins over the year that the document states.</param>
/// <param name="Status">DRAFT, or IN_FORCE for the first data.</param>
public sealed record PlanImportRequest(string Code, int? Year, PlanStatus Status)
{
    /// <summary>Of a plan for several years the last one; null: what the title says, or the year itself.</summary>
    public int? LastYear { get; init; }

    /// <summary>Who issues it, where the document names nobody that the register holds.</summary>
    public string? IssuerCode { get; init; }

    /// <summary>Whether it takes the place of a draft of the same code, which is discarded with all that was changed in it.</summary>
    public bool ReplacesDraft { get; init; }
}

/// <summary>The plan, which the context holds and has yet to save, or why there is none.</summary>
public sealed record PlanImportResult(Plan? Plan, PlanImportRefusal? Refusal)
{
    [MemberNotNullWhen(true, nameof(Plan))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsStored => Plan is not null;

    /// <summary>The issuer that the register lacks, as written; null where the document names none.</summary>
    public string? IssuerName { get; init; }
}

/// <summary>Why a document that could be read cannot be stored.</summary>
public enum PlanImportRefusal
{
    /// <summary>Another plan has the code.</summary>
    CodeTaken,

    /// <summary>Neither the caller nor the document says for which year the plan is.</summary>
    YearMissing,

    /// <summary>The register does not hold the issuing body.</summary>
    IssuerUnknown,

    /// <summary>The last year lies before the year.</summary>
    YearsReversed,
}
