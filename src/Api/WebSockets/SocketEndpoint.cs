using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Telemetry;

namespace KGPlanGraph.Api.WebSockets;

/// <summary>Takes WebSockets on <c>/graphql</c>.</summary>
internal sealed class SocketEndpoint(
    OperationRunner runner, ITokenVerifier verifier, SubscriberMetrics metrics, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>The only subprotocol: graphql-ws's. The older one of subscriptions-transport-ws is named graphql-ws.</summary>
    private const string Subprotocol = "graphql-transport-ws";

    // A peer that is no more is noticed by WebSocket pings, which no client has to know of.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);

    public async Task HandleAsync(HttpContext context)
    {
        var isAcceptable = context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = isAcceptable ? Subprotocol : null,
            KeepAliveInterval = KeepAlive,
            KeepAliveTimeout = KeepAlive,
        });
        if (!isAcceptable)
        {
            // As graphql-ws does: refused in the handshake, a browser would not learn why.
            using var sender = new SocketSender(socket, time);
            await sender.CloseAsync(CloseReason.SubprotocolNotAcceptable);
            return;
        }

        using var connection = new SocketConnection(socket, context, runner, verifier, time);
        metrics.WebSockets.Connected();
        try
        {
            await connection.RunAsync(lifetime.ApplicationStopping);
        }
        finally
        {
            metrics.WebSockets.Disconnected();
        }
    }
}
