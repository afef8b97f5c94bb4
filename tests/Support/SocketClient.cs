using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace KGPlanGraph.Tests.Support;

/// <summary>A plain client of graphql-transport-ws that a test leads by the hand.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();

    public WebSocketState State => socket.State;

    public string? Subprotocol => socket.SubProtocol;

    public static async Task<SocketClient> OpenAsync(Uri server, string subprotocol = "graphql-transport-ws", string? authorization = null)
    {
        var client = new SocketClient();
        client.socket.Options.AddSubProtocol(subprotocol);
        if (authorization is not null)
        {
            client.socket.Options.SetRequestHeader("Authorization", authorization);
        }

        await client.socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/graphql" }.Uri, CancellationToken.None);
        return client;
    }

    /// <summary>A connection that has been acknowledged.</summary>
    public static async Task<SocketClient> InitAsync(Uri server, string? token)
    {
        var client = await OpenAsync(server);
        await client.SendAsync(token is null
            ? """{"type":"connection_init"}"""
            : JsonSerializer.Serialize(new { type = "connection_init", payload = new { Authorization = "Bearer " + token } }));
        Assert.Equal("connection_ack", (await client.NextAsync()).GetProperty("type").GetString());
        return client;
    }

    public Task SendAsync(string json) => SendAsync(json, WebSocketMessageType.Text);

    public Task SendAsync(string json, WebSocketMessageType type) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(json), type, true, CancellationToken.None).WaitAsync(Patience.Long);

    /// <summary>A text frame of any bytes.</summary>
    public Task SendAsync(byte[] text) => socket.SendAsync(text, WebSocketMessageType.Text, true, CancellationToken.None).WaitAsync(Patience.Long);

    public Task SubscribeAsync(string id, string query, object? variables = null) =>
        SendAsync(JsonSerializer.Serialize(new { id, type = "subscribe", payload = new { query, variables } }));

    /// <summary>The next message.</summary>
    public async Task<JsonElement> NextAsync() =>
        await ReceiveAsync() ?? throw new InvalidOperationException($"Closed: {(int?)socket.CloseStatus} {socket.CloseStatusDescription}");

    /// <summary>The payload of the next message, which must be a <c>next</c> for <paramref name="id"/>.</summary>
    public async Task<JsonElement> NextAsync(string id)
    {
        var message = await NextAsync();
        Assert.Equal(("next", id), (message.GetProperty("type").GetString(), message.GetProperty("id").GetString()));
        return message.GetProperty("payload");
    }

    /// <summary>The server's close, behind whatever it still sends.</summary>
    public async Task<(int Code, string? Reason)> ClosedAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }

        if (socket.State == WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }

        return ((int)socket.CloseStatus!, socket.CloseStatusDescription);
    }

    public Task CloseAsync() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(Patience.Long);

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return default;
    }

    private async Task<JsonElement?> ReceiveAsync()
    {
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).AsTask().WaitAsync(Patience.Long);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return JsonDocument.Parse(text.ToArray()).RootElement;
            }
        }
    }
}
