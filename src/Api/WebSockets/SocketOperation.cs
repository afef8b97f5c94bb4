using System.Text.Json;
using KGPlanGraph.Api.Http;

namespace KGPlanGraph.Api.WebSockets;

/// <summary>An operation that runs on a connection.</summary>
internal sealed class SocketOperation(string id, Envelope envelope, RequestBuffers buffers, CancellationToken ended) : IDisposable
{
    readonly CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(ended);

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
