using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence.PlanImports;

/// <summary>
/// Reads documents before the transaction that stores them: a reading takes seconds, and on the embedded database, which has one writer, all others
/// would wait for it. Few are read at once, so that readings leave processors for everybody else.
/// </summary>
public sealed class DocumentReadings(IDatabase database) : IDisposable
{
    private readonly SemaphoreSlim turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Reads the document by the registers as they are now; null where its code is taken, so that no reading is of use.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the reading has ended.</exception>
    public async Task<ReadAhead?> ReadAsync(PlanImportRequest request, string text, PlanDocumentFormat format, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        StoredRegisters registers;
        await using (var context = database.CreateContext())
        {
            if (await context.Plans.AnyAsync(plan => plan.Code == request.Code && !(request.ReplacesDraft && plan.Status == PlanStatus.Draft), cancellationToken))
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
