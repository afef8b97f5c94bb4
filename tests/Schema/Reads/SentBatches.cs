using KGPlanGraph.Persistence.Reading;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>What a server has sent to its database, batch by batch.</summary>
internal sealed class SentBatches
{
    private readonly Lock writing = new();
    private readonly List<IReadOnlyList<Statement>> batches = [];

    /// <summary>The batches so far.</summary>
    public IReadOnlyList<IReadOnlyList<Statement>> All
    {
        get
        {
            lock (writing)
            {
                return [.. batches];
            }
        }
    }

    public void Add(IReadOnlyList<Statement> statements)
    {
        lock (writing)
        {
            batches.Add([.. statements]);
        }
    }

    public void Clear()
    {
        lock (writing)
        {
            batches.Clear();
        }
    }
}
