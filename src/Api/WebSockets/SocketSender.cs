using System.Buffers;
using System.Net.WebSockets;

namespace KGPlanGraph.Api.WebSockets;

/// <summary>
/// The sending half of a connection: one message after the other, and nothing behind a close. Who takes no bytes for too long is cut off: a message that
/// nobody reads would hold its memory for ever.
/// </summary>
internal sealed class SocketSender(WebSocket socket, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim turn = new(1, 1);
    private bool isClosed;

    /// <summary>Sends a message.</summary>
    /// <param name="message">UTF-8 JSON.</param>
    /// <param name="isWanted">Asked when it is the message's turn.</param>
    /// <returns>False where it was not sent any more.</returns>
    public async ValueTask<bool> SendAsync(ReadOnlyMemory<byte> message, Func<bool>? isWanted = null)
    {
        await turn.WaitAsync();
        try
        {
            if (isClosed || socket.State != WebSocketState.Open || isWanted?.Invoke() == false)
            {
                return false;
            }

            var sending = socket.SendAsync(message, WebSocketMessageType.Text, true, CancellationToken.None);
            if (sending.IsCompletedSuccessfully)
            {
                return true;
            }

            await sending.AsTask().WaitAsync(LongestSend, time);
            return true;
        }
        catch (Exception fault) when (fault is TimeoutException or WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection is no more; its receiving half finds out, and ends everything.
            isClosed = true;
            socket.Abort();
            return false;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Sends a message in rented memory and gives that back, unless the message is still on its way.</summary>
    public async ValueTask<bool> SendAsync((byte[] Rented, int Length) message, Func<bool>? isWanted = null)
    {
        var sent = await SendAsync(message.Rented.AsMemory(0, message.Length), isWanted);
        if (sent)
        {
            ArrayPool<byte>.Shared.Return(message.Rented);
        }

        return sent;
    }

    /// <summary>Closes; of several calls the first one says why. The client is then given a moment to close too.</summary>
    public async Task CloseAsync(CloseReason reason)
    {
        if (!await turn.WaitAsync(LongestClose))
        {
            socket.Abort();
            return;
        }

        try
        {
            if (isClosed || socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            {
                return;
            }

            isClosed = true;
            await socket.CloseOutputAsync((WebSocketCloseStatus)reason.Code, reason.Cut(), CancellationToken.None).WaitAsync(LongestClose, time);
        }
        catch (Exception fault) when (fault is TimeoutException or WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            socket.Abort();
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
