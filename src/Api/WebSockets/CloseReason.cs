using System.Net.WebSockets;
using System.Text;

namespace KGPlanGraph.Api.WebSockets;

/// <summary>Why a connection is closed: the protocol's code, and the text that graphql-ws has for it.</summary>
internal sealed record CloseReason(int Code, string Text)
{
    /// <summary>What fits a close frame beside its code.</summary>
    const int MaxBytes = 123;

    public static readonly CloseReason InvalidMessage = new(4400, "Invalid message received");
    public static readonly CloseReason Unauthorized = new(4401, "Unauthorized");
    public static readonly CloseReason SubprotocolNotAcceptable = new(4406, "Subprotocol not acceptable");
    public static readonly CloseReason InitTimeout = new(4408, "Connection initialisation timeout");
    public static readonly CloseReason TooManyInits = new(4429, "Too many initialisation requests");
    public static readonly CloseReason TokenExpired = new(4403, "The token has expired; get a new one.");
    public static readonly CloseReason GoingAway = new((int)WebSocketCloseStatus.EndpointUnavailable, "The server is shutting down.");
    public static readonly CloseReason MessageTooBig = new((int)WebSocketCloseStatus.MessageTooBig, "The message is larger than 1 MiB.");

    /// <summary>The token may be good, but cannot be checked now: clients try again after this code.</summary>
    public static CloseReason TryAgainLater(string text) => new(1013, text);

    public static CloseReason Forbidden(string text) => new(4403, text);

    public static CloseReason SubscriberExists(string id) => new(4409, $"Subscriber for {id} already exists");

    /// <summary>The text as a close frame takes it.</summary>
    public string Cut()
    {
        var text = Text;
        while (Encoding.UTF8.GetByteCount(text) > MaxBytes)
            text = text[..^1];
        return text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[..^1] : text;
    }
}
