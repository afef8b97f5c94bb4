using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace KGPlanGraph.Api.Http;

/// <summary>Reads the envelopes of a POST's body, of a GET's query string, or of the address of a trusted document.</summary>
internal static class RequestReader
{
    /// <summary>What an HTTP request asks; where <paramref name="Refusal"/> is null there is at least one envelope.</summary>
    /// <param name="Refusal">Why it is not read.</param>
    /// <param name="IsBatch">True for a list, whose answer is a list.</param>
    /// <param name="Envelopes">The requests.</param>
    internal readonly record struct Outcome(Refusal? Refusal, bool IsBatch, IReadOnlyList<Envelope> Envelopes);

    public static async ValueTask<Outcome> ReadBodyAsync(HttpRequest request, int maxBatchSize, RequestBuffers buffers)
    {
        if (!IsJson(request))
            return new(Refusal.NotJson, false, []);
        if (await RequestBody.ReadAsync(request, buffers, request.HttpContext.RequestAborted) is not { } body)
            return new(Refusal.BodyTooLarge, false, []);
        var refusal = EnvelopeReader.Read(body, maxBatchSize, buffers, out var isBatch, out var envelopes);
        return new(refusal, isBatch, envelopes);
    }

    public static Outcome ReadAddress(HttpRequest request, string? documentId, RequestBuffers buffers)
    {
        var envelope = new Envelope { DocumentId = documentId is null ? null : DocumentIds.Normalize(documentId) };
        var refusal = QueryStringReader.Read(request.QueryString, buffers, envelope);
        return new(refusal, false, [envelope]);
    }

    static bool IsJson(HttpRequest request)
    {
        if (!StringValues.IsNullOrEmpty(request.Headers.ContentEncoding) && request.Headers.ContentEncoding != "identity")
            return false;
        if (request.ContentType is AcceptedFormats.PlainJson)
            return true;
        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(AcceptedFormats.PlainJson, StringComparison.OrdinalIgnoreCase)
            && (type.Charset.Length == 0 || type.Charset.ToString().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
