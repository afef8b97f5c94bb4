using System.Text.Json;
using KGPlanGraph.Api.Requests;

namespace KGPlanGraph.Api.WebSockets;

/// <summary>An operation that runs on a connection.</summary>
internal sealed class SocketOperation(string id, Envelope envelope, RequestBuffers buffers, CancellationToken ended) : IDisposable
{
    private readonly CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(ended);

    public string Id => id;

    /// <summary>The id as a JSON string.</summary>
    public byte[] QuotedId { get; } = JsonSerializer.SerializeToUtf8Bytes(id);

    public Envelope Envelope => envelope;

    public CancellationToken Token => cancellation.Token;

    /// <summary>The client has completed it.</summary>
    public void Cancel() => cancellation.Cancel();

    public void Dispose()
    {
        cancellation.Dispose();
        buffers.Dispose();
    }
}

/// <summary>The operations of one connection by their ids: those that run, and those that were left but have not ended yet.</summary>
internal sealed class SocketOperations
{
    /// <summary>What may run at once on one connection.</summary>
    public const int Max = 100;

    private readonly Dictionary<string, SocketOperation> current = [];
    private readonly TaskCompletionSource allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running = 1;

    public bool IsFull
    {
        get
        {
            lock (current)
            {
                return current.Count >= Max;
            }
        }
    }

    public bool Has(string id)
    {
        lock (current)
        {
            return current.ContainsKey(id);
        }
    }

    public void Add(SocketOperation operation)
    {
        Interlocked.Increment(ref running);
        lock (current)
        {
            current.Add(operation.Id, operation);
        }
    }

    /// <summary>Whether messages of the operation are still wanted.</summary>
    public bool IsCurrent(SocketOperation operation)
    {
        lock (current)
        {
            return current.GetValueOrDefault(operation.Id) == operation;
        }
    }

    /// <summary>Takes an operation's id back.</summary>
    /// <returns>False where it had gone already.</returns>
    public bool Remove(SocketOperation operation)
    {
        lock (current)
        {
            return current.GetValueOrDefault(operation.Id) == operation && current.Remove(operation.Id);
        }
    }

    /// <summary>The client completes; from now on the id is free.</summary>
    public void Complete(string id)
    {
        SocketOperation? left;
        lock (current)
        {
            if (!current.Remove(id, out left))
            {
                return;
            }
        }

        left.Cancel();
    }

    /// <summary>An operation has ended, in whatever way.</summary>
    public void Ended()
    {
        if (Interlocked.Decrement(ref running) == 0)
        {
            allEnded.TrySetResult();
        }
    }

    /// <summary>Waits for all to end; nothing may be added any more.</summary>
    public Task EndAsync()
    {
        Ended();
        return allEnded.Task;
    }
}
