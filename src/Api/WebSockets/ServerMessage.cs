using System.Buffers;
using System.Text.Json;

namespace KGPlanGraph.Api.WebSockets;

/// <summary>Writes the messages of graphql-transport-ws that the server sends.</summary>
internal static class ServerMessage
{
    public static readonly byte[] Ack = """{"type":"connection_ack"}"""u8.ToArray();

    /// <summary>Produces: <c>{"type":"pong","payload":{…}}</c></summary>
    public static ReadOnlyMemory<byte> Pong(ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty)
            return """{"type":"pong"}"""u8.ToArray();
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

    static (byte[] Rented, int Length) Write(ReadOnlySpan<byte> id, ReadOnlySpan<byte> type, ReadOnlySpan<byte> payload)
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

    static void Append(byte[] target, ref int length, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(target.AsSpan(length));
        length += bytes.Length;
    }

    static ReadOnlySpan<byte> ErrorsOf(ReadOnlySpan<byte> answer)
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
                return answer[start..(int)reader.BytesConsumed];
        }

        return "[]"u8;
    }
}
