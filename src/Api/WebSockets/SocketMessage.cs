using System.Text.Json;
using System.Text.Unicode;
using KGPlanGraph.Api.Http;

namespace KGPlanGraph.Api.WebSockets;

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
            return null;
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

    static SocketMessage? ReadObject(ReadOnlyMemory<byte> json)
    {
        string? type = null;
        string? id = null;
        ReadOnlyMemory<byte> payload = default;
        var reader = new Utf8JsonReader(json.Span, EnvelopeReader.Deep);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
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
