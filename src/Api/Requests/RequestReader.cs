using System.Text;
using System.Text.Json;
using KGPlanGraph.Api.Responses;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace KGPlanGraph.Api.Requests;

/// <summary>Reads the envelopes of a POST's body, of a GET's query string, or of the address of a trusted document.</summary>
internal static class RequestReader
{
    /// <summary>The address of all operations.</summary>
    public const string Path = "/graphql";

    /// <summary>What an HTTP request asks; where <paramref name="Refusal"/> is null there is at least one envelope.</summary>
    /// <param name="Refusal">Why it is not read.</param>
    /// <param name="IsBatch">True for a list, whose answer is a list.</param>
    /// <param name="Envelopes">The requests.</param>
    internal readonly record struct Outcome(Refusal? Refusal, bool IsBatch, IReadOnlyList<Envelope> Envelopes);

    public static async ValueTask<Outcome> ReadBodyAsync(HttpRequest request, int maxBatchSize, RequestBuffers buffers)
    {
        if (!IsJson(request))
        {
            return new(Refusal.NotJson, false, []);
        }

        if (await RequestBody.ReadAsync(request, buffers, request.HttpContext.RequestAborted) is not { } body)
        {
            return new(Refusal.BodyTooLarge, false, []);
        }

        var refusal = EnvelopeReader.Read(body, maxBatchSize, buffers, out var isBatch, out var envelopes);
        return new(refusal, isBatch, envelopes);
    }

    public static Outcome ReadAddress(HttpRequest request, string? documentId, RequestBuffers buffers)
    {
        var envelope = new Envelope { DocumentId = documentId is null ? null : DocumentIds.Normalize(documentId) };
        var refusal = QueryStringReader.Read(request.QueryString, buffers, envelope);
        if (refusal is null && documentId is not null && envelope.DocumentId != DocumentIds.Normalize(documentId))
        {
            refusal = Refusal.Invalid("The address and the parameter \"id\" name different documents.", "Địa chỉ và tham số \"id\" nêu hai truy vấn khác nhau.");
        }

        return new(refusal, false, [envelope]);
    }

    private static bool IsJson(HttpRequest request)
    {
        if (!StringValues.IsNullOrEmpty(request.Headers.ContentEncoding) && request.Headers.ContentEncoding != "identity")
        {
            return false;
        }

        if (request.ContentType is AcceptedFormats.PlainJson)
        {
            return true;
        }

        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(AcceptedFormats.PlainJson, StringComparison.OrdinalIgnoreCase)
            && (type.Charset.Length == 0 || type.Charset.ToString().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}

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
            {
                return Refusal.Invalid($"The parameter \"{name}\" occurs twice.", $"Tham số \"{name}\" xuất hiện hai lần.");
            }

            seen |= bit;
            if (bit != 0 && ReadParameter(name, parameter.DecodeValue().Span, buffers, envelope) is { } refusal)
            {
                return refusal;
            }
        }

        return envelope.Document is null && envelope.DocumentId is null ? Refusal.NoDocument : null;
    }

    private static int BitOf(ReadOnlySpan<char> name) => name switch
    {
        "query" => 1,
        "variables" => 2,
        "operationName" => 4,
        "extensions" => 8,
        "id" or "documentId" => 16,
        _ => 0,
    };

    private static Refusal? ReadParameter(ReadOnlySpan<char> name, ReadOnlySpan<char> value, RequestBuffers buffers, Envelope envelope)
    {
        if (name is "query")
        {
            envelope.Document = Encode(value, buffers);
            return null;
        }

        // Variants send what is left blank as an empty text.
        if (value.IsEmpty)
        {
            return null;
        }

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

    private static Refusal? ReadJson(bool isVariables, ReadOnlyMemory<byte> json, Envelope envelope)
    {
        try
        {
            var reader = new Utf8JsonReader(json.Span, EnvelopeReader.Deep);
            reader.Read();
            var refusal = isVariables ? EnvelopeReader.ReadVariables(ref reader, json, envelope) : ExtensionsReader.Read(ref reader, envelope);
            if (refusal is null)
            {
                reader.Read(); // Throws where anything follows.
            }

            return refusal;
        }
        catch (JsonException exception)
        {
            var name = isVariables ? "variables" : "extensions";
            return EnvelopeReader.NotJson(name, name, exception);
        }
    }

    private static ReadOnlyMemory<byte> Encode(ReadOnlySpan<char> text, RequestBuffers buffers)
    {
        var bytes = buffers.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        return bytes.AsMemory(0, Encoding.UTF8.GetBytes(text, bytes));
    }
}
