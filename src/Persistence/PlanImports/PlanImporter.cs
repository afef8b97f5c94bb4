using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.PlanDocuments;

namespace KGPlanGraph.Persistence.PlanImports;

/// <summary>An import as a transaction of its own, for callers that know no tables.</summary>
public sealed class PlanImporter(PlanWriter writer)
{
    /// <inheritdoc cref="DocumentImport.RunAsync"/>
    /// <param name="author">Who imports.</param>
    /// <param name="code">The new plan's code.</param>
    /// <param name="year">Wins over the year that the document states.</param>
    /// <param name="text">The whole document.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="isDryRun">True to try all that is asked before the writing, and keep nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<DocumentImportResult> ImportAsync(
        ChangeAuthor author, string code, int? year, string text, PlanDocumentFormat format, bool isDryRun, CancellationToken cancellationToken = default) =>
        writer.RunAsync(author, async (context, token) =>
        {
            var result = await DocumentImport.RunAsync(context, code, year, text, format, token);
            return result.Plan is not null && !isDryRun ? WriteOutcome.Keep(result) : WriteOutcome.Refuse(result);
        }, cancellationToken);
}
