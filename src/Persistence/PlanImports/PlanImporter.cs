using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.PlanDocuments;

namespace KGPlanGraph.Persistence.PlanImports;

/// <summary>The two steps of an import for callers that know no tables: the registers by which a document is read, and the storing of what was read.</summary>
public sealed class PlanImporter(IDatabase database, PlanWriter writer)
{
    public async Task<StoredRegisters> ReadRegistersAsync(CancellationToken cancellationToken = default)
    {
        await using var context = database.CreateContext();
        return await StoredRegisters.ReadAsync(context, cancellationToken);
    }

    /// <summary>Stores the document in a transaction of its own; a dry run tries all that is asked before the writing, and keeps nothing.</summary>
    /// <returns>Why it cannot be stored; null where it can.</returns>
    public Task<PlanImportRefusal?> StoreAsync(
        ChangeAuthor author, PlanDocument document, PlanImportRequest request, bool isDryRun, CancellationToken cancellationToken = default) =>
        writer.RunAsync(author, async (context, token) =>
        {
            var stored = await PlanImport.StoreAsync(context, document, request, token);
            return stored.IsStored && !isDryRun ? WriteOutcome.Keep(stored.Refusal) : WriteOutcome.Refuse(stored.Refusal);
        }, cancellationToken);
}
