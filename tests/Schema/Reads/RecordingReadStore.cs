using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>The engine's own store, which notes what it is given.</summary>
internal sealed class RecordingReadStore(IReadStore inner, SentBatches sent) : IReadStore, IDisposable
{
    public SqlDialect Dialect => inner.Dialect;

    public ValueTask<ReadBatch> ExecuteAsync(IReadOnlyList<Statement> statements, bool afterOwnWrite, CancellationToken cancellationToken)
    {
        sent.Add(statements);
        return inner.ExecuteAsync(statements, afterOwnWrite, cancellationToken);
    }

    public void Dispose() => (inner as IDisposable)?.Dispose();
}
