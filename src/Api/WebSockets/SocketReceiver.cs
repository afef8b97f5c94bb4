using System.Buffers;
using System.Net.WebSockets;

namespace KGPlanGraph.Api.WebSockets;

/// <summary>The receiving half of a connection. It holds no memory while nothing comes.</summary>
internal sealed class SocketReceiver(WebSocket socket)
{
    /// <summary>The largest message, in bytes: as a body over HTTP.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int FirstBytes = 4 * 1024;

    /// <summary>A message in memory of its own; or why it cannot be taken; or neither, where the client has closed.</summary>
    public async ValueTask<(byte[]? Message, CloseReason? Fault)> ReceiveAsync(CancellationToken cancellationToken)
    {
        var first = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
        if (first.MessageType == WebSocketMessageType.Close)
        {
            return default;
        }

        if (first.EndOfMessage || first.MessageType != WebSocketMessageType.Text)
        {
            return (null, CloseReason.InvalidMessage);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
        try
        {
            var length = 0;
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return default;
                }

                length += part.Count;
                if (length > MaxBytes)
                {
                    return (null, CloseReason.MessageTooBig);
                }

                if (part.EndOfMessage)
                {
                    return (buffer.AsSpan(0, length).ToArray(), null);
                }

                if (length == buffer.Length)
                {
                    buffer = Grow(buffer);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Takes no notice of what still comes, until the client closes.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[FirstBytes];
        while ((await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken)).MessageType != WebSocketMessageType.Close)
        {
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger.AsSpan());
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
