using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace KGPlanGraph.Api.Http;

/// <summary>Reads an envelope from <c>?query=…&amp;variables={…}&amp;operationName=…&amp;extensions={…}</c>.</summary>
internal static class QueryStringReader
{
    public static Refusal? Read(QueryString query, RequestBuffers buffers, Envelope envelope)
    {
        var seen = 0;
        foreach (var parameter in new QueryStringEnumerable(query.Value))
        {
            var name = parameter.DecodeName().Span;
            var bit = BitOf(name);
            if ((seen & bit) != 0)
                return Refusal.Invalid($"The parameter \"{name}\" stands twice.", $"Tham số \"{name}\" xuất hiện hai lần.");
            seen |= bit;
            if (bit != 0 && ReadParameter(name, parameter.DecodeValue().Span, buffers, envelope) is { } refusal)
                return refusal;
        }

        return envelope.Document is null && envelope.DocumentId is null ? Refusal.NoDocument : null;
    }

    static int BitOf(ReadOnlySpan<char> name) => name switch
    {
        "query" => 1,
        "variables" => 2,
        "operationName" => 4,
        "extensions" => 8,
        "id" or "documentId" => 16,
        _ => 0,
    };

    static Refusal? ReadParameter(ReadOnlySpan<char> name, ReadOnlySpan<char> value, RequestBuffers buffers, Envelope envelope)
    {
        if (name is "query")
        {
            envelope.Document = Encode(value, buffers);
            return null;
        }

        // Forms send what is left blank as an empty text.
        if (value.IsEmpty)
            return null;
        switch (name)
        {
            case "operationName":
                envelope.OperationName = value.ToString();
                return null;
            case "id" or "documentId":
                envelope.DocumentId = DocumentIds.Normalize(value.ToString());
                return null;
            default:
                return ReadJson(name is "variables", Encode(value, buffers), envelope);
        }
    }

    static Refusal? ReadJson(bool isVariables, ReadOnlyMemory<byte> json, Envelope envelope)
    {
        try
        {
            var reader = new Utf8JsonReader(json.Span, EnvelopeReader.Deep);
            reader.Read();
            var refusal = isVariables ? EnvelopeReader.ReadVariables(ref reader, json, envelope) : ExtensionsReader.Read(ref reader, envelope);
            if (refusal is null)
                reader.Read(); // Throws where anything follows.
            return refusal;
        }
        catch (JsonException exception)
        {
            var name = isVariables ? "variables" : "extensions";
            return EnvelopeReader.NotJson(name, name, exception);
        }
    }

    static ReadOnlyMemory<byte> Encode(ReadOnlySpan<char> text, RequestBuffers buffers)
    {
        var bytes = buffers.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        return bytes.AsMemory(0, Encoding.UTF8.GetBytes(text, bytes));
    }
}
