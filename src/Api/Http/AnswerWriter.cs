using System.Buffers;
using KGPlanGraph.Schema.Execution;
using Microsoft.Extensions.Primitives;

namespace KGPlanGraph.Api.Http;

/// <summary>Sends a complete answer: status, headers, and the bytes in one go.</summary>
internal static class AnswerWriter
{
    static readonly StringValues GraphQLResponseType = AcceptedFormats.GraphQLResponse + "; charset=utf-8";
    static readonly StringValues JsonType = AcceptedFormats.PlainJson + "; charset=utf-8";
    static readonly StringValues PlainTextType = "text/plain; charset=utf-8";
    static readonly StringValues Vary = "Authorization, Accept-Language, Accept, Accept-Encoding";
    static readonly StringValues Revalidate = "private, no-cache";
    static readonly StringValues NoStore = "no-store";
    static readonly StringValues SomeSeconds = "5";

    /// <param name="context">The request.</param>
    /// <param name="response">What to send.</param>
    /// <param name="mediaType"><see cref="AcceptedFormats.Json"/>; null where the client takes only events, and gets errors as plain JSON.</param>
    /// <param name="mayBeKept">True for GET and for trusted documents, whose answers carry an entity tag.</param>
    public static Task WriteAsync(HttpContext context, GraphQLResponse response, string? mediaType, bool mayBeKept)
    {
        var status = StatusOf(response, mediaType);
        if (status == StatusCodes.Status405MethodNotAllowed && context.Response.Headers.Allow.Count == 0)
            context.Response.Headers.Allow = HttpMethods.Post; // The executor's answer to a mutation by GET.
        if (status == StatusCodes.Status503ServiceUnavailable && context.Response.Headers.RetryAfter.Count == 0)
            context.Response.Headers.RetryAfter = SomeSeconds;
        var tag = mayBeKept ? response.EntityTag : null;
        var type = mediaType == AcceptedFormats.GraphQLResponse ? GraphQLResponseType : JsonType;
        return WriteAsync(context, status, type, response.Body, tag);
    }

    /// <summary>Sends a text that all callers get alike.</summary>
    public static Task WriteTextAsync(HttpContext context, ReadOnlyMemory<byte> text, string tag) =>
        WriteAsync(context, StatusCodes.Status200OK, PlainTextType, text, tag);

    /// <summary>Sends JSON that is no single answer, e.g. a list of them.</summary>
    public static Task WriteListAsync(HttpContext context, ReadOnlyMemory<byte> body) =>
        WriteAsync(context, StatusCodes.Status200OK, JsonType, body, null);

    static int StatusOf(GraphQLResponse response, string? mediaType) => response.StatusCode
        ?? (response.HasData || mediaType == AcceptedFormats.PlainJson ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    static Task WriteAsync(HttpContext context, int status, StringValues type, ReadOnlyMemory<byte> body, string? tag)
    {
        var response = context.Response;
        var encoding = AnswerEncoding.For(context.Request.Headers.AcceptEncoding, body.Length);
        if (tag is not null && EntityTags.Matches(context.Request.Headers.IfNoneMatch, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            WriteCaching(response.Headers, EntityTags.For(tag, encoding));
            return Task.CompletedTask;
        }

        response.StatusCode = status;
        response.Headers.ContentType = type;
        if (encoding?.Encode(body.Span) is { } encoded)
            return WriteEncodedAsync(response, encoding, encoded.Rented, encoded.Length, tag);
        WriteCaching(response.Headers, tag);
        return SendAsync(response, body);
    }

    static async Task WriteEncodedAsync(HttpResponse response, AnswerEncoding encoding, byte[] rented, int length, string? tag)
    {
        response.Headers.ContentEncoding = encoding.Name;
        WriteCaching(response.Headers, tag is null ? null : EntityTags.For(tag, encoding));
        await SendAsync(response, rented.AsMemory(0, length));
        ArrayPool<byte>.Shared.Return(rented);
    }

    static void WriteCaching(IHeaderDictionary headers, string? tag)
    {
        headers.Vary = Vary;
        headers.CacheControl = tag is null ? NoStore : Revalidate;
        if (tag is not null)
            headers.ETag = tag;
    }

    static async Task SendAsync(HttpResponse response, ReadOnlyMemory<byte> body)
    {
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body);
    }
}
