using System.Net.WebSockets;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Responses;

namespace KGPlanGraph.Api.WebSockets;

/// <summary>
/// One connection of graphql-transport-ws:
/// <code>
/// 1. Init        connection_init within 10 s, with or without a token → connection_ack
/// 2. Operations  subscribe → next … complete, or error; complete from the client ends one; many at once
/// 3. End         the client closes, a message is none, the token expires, the server stops: the operations end with it
/// </code>
/// Messages are taken one after the other, in the order in which they come.
/// </summary>
internal sealed class SocketConnection : IDisposable
{
    private static readonly TimeSpan InitTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a client may take to close after it was told to.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long a close that nothing can be read behind has to arrive.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    private readonly WebSocket socket;
    private readonly HttpContext context;
    private readonly ITokenVerifier verifier;
    private readonly TimeProvider time;
    private readonly SocketSender sender;
    private readonly OperationRunner runner;
    private readonly SocketOperations operations = new();
    private readonly CancellationTokenSource ended = new();
    private readonly ITimer timer;
    private CloseReason whenDue = CloseReason.InitTimeout;
    private bool isInitialised;
    private bool isAcknowledged;

    public SocketConnection(WebSocket socket, HttpContext context, OperationRunner runner, ITokenVerifier verifier, TimeProvider time)
    {
        this.socket = socket;
        this.context = context;
        this.verifier = verifier;
        this.time = time;
        this.runner = runner;
        sender = new SocketSender(socket, time);
        timer = time.CreateTimer(_ => _ = CloseAsync(whenDue), null, InitTimeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Serves the connection to its end.</summary>
    /// <param name="stopping">The server is told to stop.</param>
    public async Task RunAsync(CancellationToken stopping)
    {
        await using var stop = stopping.UnsafeRegister(connection => _ = ((SocketConnection)connection!).CloseAsync(CloseReason.GoingAway), this);
        var lingers = false;
        try
        {
            await ReceiveAllAsync();
        }
        catch (WebSocketException fault) when (fault.WebSocketErrorCode == WebSocketError.Faulted)
        {
            // Frames against the protocol, such as text that is no UTF-8: the socket has sent its close (1002, 1007), and reads no more.
            lingers = true;
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            // The client has gone without a word, or took too long to answer the close.
            socket.Abort();
        }
        finally
        {
            await ended.CancelAsync();
            await operations.EndAsync();
        }

        if (lingers)
        {
            // With the end of the connection the client's system may throw away what its program has not read yet.
            await Task.Delay(Linger, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose()
    {
        timer.Dispose();
        ended.Dispose();
        sender.Dispose();
    }

    private async Task ReceiveAllAsync()
    {
        var receiver = new SocketReceiver(socket);
        while (true)
        {
            var (message, fault) = await receiver.ReceiveAsync(ended.Token);
            if (message is null && fault is null)
            {
                await sender.CloseAsync(new CloseReason((int)(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure), ""));
                return;
            }

            fault ??= SocketMessage.Read(message!) is { } read ? await TakeAsync(read) : CloseReason.InvalidMessage;
            if (fault is null)
            {
                continue;
            }

            await CloseAsync(fault);
            await receiver.DrainAsync(ended.Token);
            return;
        }
    }

    /// <summary>Closes, and waits for the client to close too, though not for long.</summary>
    private async Task CloseAsync(CloseReason reason)
    {
        try
        {
            await sender.CloseAsync(reason);
            ended.CancelAfter(CloseTimeout);
        }
        catch (ObjectDisposedException)
        {
            // It ended meanwhile: there is nothing left to close.
            return;
        }
    }

    private ValueTask<CloseReason?> TakeAsync(SocketMessage message) => message.Type switch
    {
        // After a close nothing is begun any more.
        _ when socket.State != WebSocketState.Open => new((CloseReason?)null),
        "connection_init" => InitialiseAsync(message.Payload),
        "ping" => PongAsync(message.Payload),
        "pong" => new((CloseReason?)null),
        "subscribe" => new(Subscribe(message)),
        "complete" when message.Id is { Length: > 0 } id => new(Complete(id)),
        _ => new(CloseReason.InvalidMessage),
    };

    // 1.
    private async ValueTask<CloseReason?> InitialiseAsync(ReadOnlyMemory<byte> payload)
    {
        if (isInitialised)
        {
            return CloseReason.TooManyInits;
        }

        isInitialised = true;
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (InitPayload.TokenOf(payload) is { } token)
        {
            var startedAt = time.GetTimestamp();
            var result = await verifier.VerifyAsync(token, ended.Token);
            if (result.Failure is { } failure)
            {
                runner.Refused(context, failure, startedAt);
                var text = TokenFailures.MessageFor(failure).In(AcceptedLanguage.Of(context.Request.Headers.AcceptLanguage));
                return failure == TokenFailure.AuthorityOutOfReach ? CloseReason.TryAgainLater(text) : CloseReason.Forbidden(text);
            }

            runner.Accepted(result.Caller!);
            context.Features.Set(result.Caller);
        }

        if (context.GetCaller().ExpiresAt is { } expiry)
        {
            whenDue = CloseReason.TokenExpired;
            var left = expiry + TokenVerifier.ClockSkew - time.GetUtcNow();
            timer.Change(left < TimeSpan.Zero ? TimeSpan.Zero : left > LongestTimer ? LongestTimer : left, Timeout.InfiniteTimeSpan);
        }

        isAcknowledged = true;
        await sender.SendAsync(ServerMessage.Ack);
        return null;
    }

    private async ValueTask<CloseReason?> PongAsync(ReadOnlyMemory<byte> payload)
    {
        await sender.SendAsync(ServerMessage.Pong(payload));
        return null;
    }

    // 2.
    private CloseReason? Subscribe(SocketMessage message)
    {
        if (!isAcknowledged)
        {
            return CloseReason.Unauthorized;
        }

        if (message.Id is not { Length: > 0 } id || message.Payload.IsEmpty)
        {
            return CloseReason.InvalidMessage;
        }

        if (operations.Has(id))
        {
            return CloseReason.SubscriberExists(id);
        }

        var buffers = new RequestBuffers();
        var refusal = EnvelopeReader.Read(message.Payload, 0, buffers, out _, out var envelopes);
        if (refusal is { Status: not null } || envelopes.Count == 0)
        {
            buffers.Dispose();
            return CloseReason.InvalidMessage;
        }

        var isFull = operations.IsFull;
        var operation = new SocketOperation(id, envelopes[0], buffers, ended.Token);
        operations.Add(operation);
        _ = runner.RunAsync(context, operation, operations, sender, isFull ? OperationRunner.TooMany : refusal);
        return null;
    }

    private CloseReason? Complete(string id)
    {
        if (!isAcknowledged)
        {
            return CloseReason.Unauthorized;
        }

        operations.Complete(id);
        return null;
    }
}
