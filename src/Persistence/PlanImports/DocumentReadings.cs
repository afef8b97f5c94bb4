using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Persistence.PlanImports;

/// <summary>
/// Reads documents before the transaction that stores them: a reading takes seconds, and on the embedded database, which has one writer, all others
/// would wait for it. Few are read at once, so that readings leave processors for everybody else.
/// </summary>
public sealed class DocumentReadings(IDatabase database) : IDisposable
{
    /// <summary>How often a document is read before its import is given up, because the registers change as fast as it is read.</summary>
    public const int MostReadings = 4;

    private readonly SemaphoreSlim turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Reads the document and stores what was read; reads it again, with the writer's turn given back, where the registers changed in between.</summary>
    /// <param name="request">What to make of the document.</param>
    /// <param name="text">The whole document.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="store">A transaction in which <see cref="DocumentImport.RunAsync"/> takes the reading.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RegistersChangedException">They changed during each of <see cref="MostReadings"/> readings; nothing was written.</exception>
    public async Task<T> StoreAsync<T>(
        PlanImportRequest request, string text, PlanDocumentFormat format, Func<ReadAhead?, Task<T>> store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        for (var reading = 1; ; reading++)
        {
            var ahead = await ReadAsync(request, text, format, cancellationToken);
            try
            {
                return await store(ahead);
            }
            catch (RegistersChangedException) when (reading < MostReadings)
            {
                // By the registers as they are now.
            }
        }
    }

    /// <summary>Reads the document by the registers as they are now; null where its code is taken, so that no reading is of use.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the reading has ended.</exception>
    public async Task<ReadAhead?> ReadAsync(PlanImportRequest request, string text, PlanDocumentFormat format, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        StoredRegisters registers;
        await using (var context = database.CreateContext())
        {
            if (await PlanImport.IsTakenAsync(context, request, cancellationToken))
            {
                return null;
            }

            registers = await StoredRegisters.ReadAsync(context, cancellationToken);
        }

        await turns.WaitAsync(cancellationToken);
        try
        {
            var reading = await Task.Run(
                () => PlanDocumentReader.Read(text, format, registers.Organisations, registers.Localities, request.Year, cancellationToken), cancellationToken);
            return new ReadAhead(reading, registers.Fingerprint);
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();
}

/// <summary>A reading, and by which registers.</summary>
public sealed record ReadAhead(PlanDocumentResult Reading, string Registers);

/// <summary>Somebody changed the registers while a document was read by them. The transaction that was to store it has ended, so that others can write.</summary>
public sealed class RegistersChangedException() : Exception("The registers changed while a document was read.");
