namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>
/// Lets a bounded number of feeds read at once. A commit wakes all of them, and the database's connections are there for queries too.
/// </summary>
internal sealed class ReadTurns : IDisposable
{
    private readonly SemaphoreSlim turns = new(Environment.ProcessorCount);

    /// <summary>Waits for a turn; disposing the result ends it.</summary>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(turns);
    }

    public void Dispose() => turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
