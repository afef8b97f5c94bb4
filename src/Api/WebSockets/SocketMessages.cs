using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using KGPlanGraph.Api.Requests;

namespace KGPlanGraph.Api.WebSockets;

/// <summary>Why a connection is closed: the protocol's code, and the text that graphql-ws has for it.</summary>
internal sealed record CloseReason(int Code, string Text)
{
    /// <summary>What fits a close frame beside its code.</summary>
    private const int MaxBytes = 123;

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
        {
            text = text[..^1];
        }

        return text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[..^1] : text;
    }
}

/// <summary>Reads the token from the payload of <c>connection_init</c>: <c>{ "Authorization": "Bearer …" }</c>, since browsers can set no header.</summary>
internal static class InitPayload
{
    private const string Scheme = "Bearer ";

    /// <summary>The token; null where none is given, empty where it is none.</summary>
    public static string? TokenOf(ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return null;
        }

        try
        {
            return Read(payload);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Nested deeper than anything needs to be, or an escape that is half a surrogate pair: whatever it carries is no token.
            return "";
        }
    }

    private static string? Read(ReadOnlyMemory<byte> payload)
    {
        using var json = JsonDocument.Parse(payload);
        foreach (var member in json.RootElement.EnumerateObject())
        {
            if (!member.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || member.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            var value = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : "";
            return value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..].Trim(' ') : "";
        }

        return null;
    }
}

/// <summary>A message of graphql-transport-ws from a client: <c>{ type, id, payload }</c>.</summary>
/// <param name="Type">As the protocol names it.</param>
/// <param name="Id">Null where there is none.</param>
/// <param name="Payload">The JSON object's bytes, a slice of the message; empty where there is none.</param>
internal readonly record struct SocketMessage(string Type, string? Id, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Reads a message; null where it is none.</summary>
    public static SocketMessage? Read(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
        {
            return null;
        }

        try
        {
            return ReadObject(json);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape that is half a surrogate pair.
            return null;
        }
    }

    private static SocketMessage? ReadObject(ReadOnlyMemory<byte> json)
    {
        string? type = null;
        string? id = null;
        ReadOnlyMemory<byte> payload = default;
        var reader = new Utf8JsonReader(json.Span, EnvelopeReader.Deep);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = reader.GetString();
            reader.Read();
            switch (member, reader.TokenType)
            {
                case ("type", JsonTokenType.String):
                    type = reader.GetString();
                    break;
                case ("id", JsonTokenType.String):
                    id = reader.GetString();
                    break;
                case ("payload", JsonTokenType.StartObject):
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    payload = json[start..(int)reader.BytesConsumed];
                    break;
                case ("payload", JsonTokenType.Null):
                    break;
                case ("type" or "id" or "payload", _):
                    return null;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.Read(); // Throws where anything follows.
        return string.IsNullOrEmpty(type) ? null : new SocketMessage(type, id, payload);
    }
}

/// <summary>Writes the messages of graphql-transport-ws that the server sends.</summary>
internal static class ServerMessage
{
    public static readonly byte[] Ack = """{"type":"connection_ack"}"""u8.ToArray();

    /// <summary>Produces: <c>{"type":"pong","payload":{…}}</c></summary>
    public static ReadOnlyMemory<byte> Pong(ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return """{"type":"pong"}"""u8.ToArray();
        }

        var message = new ArrayBufferWriter<byte>(payload.Length + 32);
        message.Write("{\"type\":\"pong\",\"payload\":"u8);
        message.Write(payload.Span);
        message.Write("}"u8);
        return message.WrittenMemory;
    }

    /// <summary>Produces: <c>{"id":"1","type":"next","payload":{…}}</c>, in rented memory.</summary>
    public static (byte[] Rented, int Length) Next(ReadOnlySpan<byte> id, ReadOnlySpan<byte> answer) => Write(id, "next"u8, answer);

    /// <summary>Produces: <c>{"id":"1","type":"error","payload":[…]}</c> from an answer that has errors alone, in rented memory.</summary>
    public static (byte[] Rented, int Length) Error(ReadOnlySpan<byte> id, ReadOnlySpan<byte> answer) => Write(id, "error"u8, ErrorsOf(answer));

    /// <summary>Produces: <c>{"id":"1","type":"complete"}</c>, in rented memory.</summary>
    public static (byte[] Rented, int Length) Complete(ReadOnlySpan<byte> id) => Write(id, "complete"u8, default);

    private static (byte[] Rented, int Length) Write(ReadOnlySpan<byte> id, ReadOnlySpan<byte> type, ReadOnlySpan<byte> payload)
    {
        var rented = ArrayPool<byte>.Shared.Rent(id.Length + type.Length + payload.Length + 32);
        var length = 0;
        Append(rented, ref length, "{\"id\":"u8);
        Append(rented, ref length, id);
        Append(rented, ref length, ",\"type\":\""u8);
        Append(rented, ref length, type);
        Append(rented, ref length, "\""u8);
        if (!payload.IsEmpty)
        {
            Append(rented, ref length, ",\"payload\":"u8);
            Append(rented, ref length, payload);
        }

        Append(rented, ref length, "}"u8);
        return (rented, length);
    }

    private static void Append(byte[] target, ref int length, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(target.AsSpan(length));
        length += bytes.Length;
    }

    private static ReadOnlySpan<byte> ErrorsOf(ReadOnlySpan<byte> answer)
    {
        var reader = new Utf8JsonReader(answer);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isErrors = reader.ValueTextEquals("errors"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isErrors)
            {
                return answer[start..(int)reader.BytesConsumed];
            }
        }

        return "[]"u8;
    }
}
