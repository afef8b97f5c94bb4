namespace KGPlanGraph.Api.WebSockets;

/// <summary>The operations of one connection by their ids: those that run, and those that were left but have not ended yet.</summary>
internal sealed class SocketOperations
{
    /// <summary>What may run at once on one connection.</summary>
    public const int Max = 100;

    readonly Dictionary<string, SocketOperation> current = [];
    readonly TaskCompletionSource allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int running = 1;

    public bool IsFull
    {
        get
        {
            lock (current)
                return current.Count >= Max;
        }
    }

    public bool Has(string id)
    {
        lock (current)
            return current.ContainsKey(id);
    }

    public void Add(SocketOperation operation)
    {
        Interlocked.Increment(ref running);
        lock (current)
            current.Add(operation.Id, operation);
    }

    /// <summary>Whether messages of the operation are still wanted.</summary>
    public bool IsCurrent(SocketOperation operation)
    {
        lock (current)
            return current.GetValueOrDefault(operation.Id) == operation;
    }

    /// <summary>Takes an operation's id back.</summary>
    /// <returns>False where it had gone already.</returns>
    public bool Remove(SocketOperation operation)
    {
        lock (current)
            return current.GetValueOrDefault(operation.Id) == operation && current.Remove(operation.Id);
    }

    /// <summary>The client completes; from now on the id is free.</summary>
    public void Complete(string id)
    {
        SocketOperation? left;
        lock (current)
        {
            if (!current.Remove(id, out left))
                return;
        }

        left.Cancel();
    }

    /// <summary>An operation has ended, in whatever way.</summary>
    public void Ended()
    {
        if (Interlocked.Decrement(ref running) == 0)
            allEnded.TrySetResult();
    }

    /// <summary>Waits for all to end; nothing may be added any more.</summary>
    public Task EndAsync()
    {
        Ended();
        return allEnded.Task;
    }
}
