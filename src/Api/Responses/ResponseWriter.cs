using System.Buffers;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using KGPlanGraph.Schema.Requests;
using Microsoft.Extensions.Primitives;

namespace KGPlanGraph.Api.Responses;

/// <summary>Sends a complete answer: status, headers, and the bytes in one go.</summary>
internal static class ResponseWriter
{
    private static readonly StringValues GraphQLResponseType = AcceptedFormats.GraphQLResponse + "; charset=utf-8";
    private static readonly StringValues JsonType = AcceptedFormats.PlainJson + "; charset=utf-8";
    private static readonly StringValues PlainTextType = "text/plain; charset=utf-8";
    /// <summary>What an answer depends on besides its address.</summary>
    public static readonly StringValues Vary = "Authorization, Accept-Language, Accept, Accept-Encoding";
    private static readonly StringValues Revalidate = "private, no-cache";
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues SomeSeconds = "5";

    /// <summary>JSON whose Vietnamese can be read as it stands.</summary>
    public static readonly JsonWriterOptions ReadableJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="context">The request.</param>
    /// <param name="response">What to send.</param>
    /// <param name="mediaType"><see cref="AcceptedFormats.Json"/>; null where the client takes only events, and gets errors as plain JSON.</param>
    /// <param name="mayBeKept">True for GET and for trusted documents, whose answers carry an entity tag.</param>
    public static Task WriteAsync(HttpContext context, GraphQLResponse response, string? mediaType, bool mayBeKept)
    {
        var status = StatusOf(response, mediaType);
        if (status == StatusCodes.Status405MethodNotAllowed && context.Response.Headers.Allow.Count == 0)
        {
            context.Response.Headers.Allow = HttpMethods.Post; // The executor's answer to a mutation by GET.
        }

        if (status == StatusCodes.Status503ServiceUnavailable && context.Response.Headers.RetryAfter.Count == 0)
        {
            context.Response.Headers.RetryAfter = SomeSeconds;
        }

        var tag = mayBeKept ? response.EntityTag : null;
        var type = mediaType == AcceptedFormats.GraphQLResponse ? GraphQLResponseType : JsonType;
        return WriteAsync(context, status, type, response.Body, tag, response.Encoded);
    }

    /// <summary>Sends a text that all callers get alike.</summary>
    public static Task WriteTextAsync(HttpContext context, ReadOnlyMemory<byte> text, string tag) =>
        WriteAsync(context, StatusCodes.Status200OK, PlainTextType, text, tag);

    /// <summary>Sends JSON that is no single answer, e.g. a list of them.</summary>
    public static Task WriteListAsync(HttpContext context, ReadOnlyMemory<byte> body) =>
        WriteAsync(context, StatusCodes.Status200OK, JsonType, body, null);

    private static int StatusOf(GraphQLResponse response, string? mediaType) => response.StatusCode
        ?? (response.HasData || mediaType == AcceptedFormats.PlainJson ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    /// <summary>Sends a complete body, compressed where that pays; 304 where the caller has the one with this entity tag.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status code.</param>
    /// <param name="type">The media type.</param>
    /// <param name="body">The bytes, uncompressed.</param>
    /// <param name="tag">Their entity tag; null for what may not be kept.</param>
    /// <param name="known">Compressed bytes that were sent before, of a body from memory.</param>
    public static Task WriteAsync(HttpContext context, int status, StringValues type, ReadOnlyMemory<byte> body, string? tag, EncodedBodies? known = null)
    {
        var response = context.Response;
        var encoding = ResponseEncoding.For(context.Request.Headers.AcceptEncoding, body.Length);
        if (tag is not null && EntityTags.Matches(context.Request.Headers.IfNoneMatch, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            WriteCaching(response.Headers, EntityTags.For(tag, encoding));
            return Task.CompletedTask;
        }

        response.StatusCode = status;
        response.Headers.ContentType = type;
        if (encoding is not null && known?.Find(encoding.Name) is { } ready)
        {
            WriteEncoding(response.Headers, encoding, tag);
            return SendAsync(response, ready);
        }

        if (encoding?.Encode(body.Span) is { } encoded)
        {
            known?.Keep(encoding.Name, encoded.Rented.AsSpan(0, encoded.Length), body.Length);
            return WriteEncodedAsync(response, encoding, encoded.Rented, encoded.Length, tag);
        }

        WriteCaching(response.Headers, tag);
        return SendAsync(response, body);
    }

    private static async Task WriteEncodedAsync(HttpResponse response, ResponseEncoding encoding, byte[] rented, int length, string? tag)
    {
        WriteEncoding(response.Headers, encoding, tag);
        await SendAsync(response, rented.AsMemory(0, length));
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static void WriteEncoding(IHeaderDictionary headers, ResponseEncoding encoding, string? tag)
    {
        headers.ContentEncoding = encoding.Name;
        WriteCaching(headers, tag is null ? null : EntityTags.For(tag, encoding));
    }

    /// <summary>Says how long and for whom an answer may be kept.</summary>
    public static void WriteCaching(IHeaderDictionary headers, string? tag)
    {
        headers.Vary = Vary;
        headers.CacheControl = tag is null ? NoStore : Revalidate;
        if (tag is not null)
        {
            headers.ETag = tag;
        }
    }

    private static async Task SendAsync(HttpResponse response, ReadOnlyMemory<byte> body)
    {
        response.ContentLength = body.Length;
        if (HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            return;
        }

        await response.BodyWriter.WriteAsync(body);
    }
}

/// <summary>
/// Compresses whole answers. ASP.NET Core's middleware is not used: it knows no least size, makes every answer chunked, and leaves a strong
/// entity tag on bytes that differ.
/// </summary>
internal sealed class ResponseEncoding
{
    /// <summary>Smaller answers fit one packet as they are.</summary>
    public const int LeastBytes = 1_024;

    private const int FastestBrotli = 1;
    private const int BrotliWindow = 18;

    /// <summary>As fast as it is asked to be, Brotli compresses what one write gives it, and nothing across writes: a row alone would only get longer.</summary>
    private const int PieceBytes = 1 << 16;

    private static readonly ResponseEncoding Brotli = new("br");
    private static readonly ResponseEncoding Gzip = new("gzip");

    private ResponseEncoding(string name) => Name = name;

    /// <summary>As in <c>Content-Encoding</c>.</summary>
    public string Name { get; }

    /// <summary>The best liked encoding for an answer of <paramref name="length"/> bytes, Brotli of equals; null for none.</summary>
    public static ResponseEncoding? For(StringValues acceptEncoding, int length)
    {
        if (acceptEncoding.Count == 0 || length < LeastBytes)
        {
            return null;
        }

        double brotli = -1, gzip = -1, any = 0, identity = 0;
        var list = new QualityList(acceptEncoding);
        while (list.MoveNext())
        {
            if (list.Value.Equals("br", StringComparison.OrdinalIgnoreCase))
            {
                brotli = list.Quality;
            }
            else if (list.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase))
            {
                gzip = list.Quality;
            }
            else if (list.Value is "*")
            {
                any = list.Quality;
            }
            else if (list.Value.Equals("identity", StringComparison.OrdinalIgnoreCase))
            {
                identity = list.Quality;
            }
        }

        brotli = brotli < 0 ? any : brotli;
        gzip = gzip < 0 ? any : gzip;
        return brotli > 0 && brotli >= gzip && brotli >= identity ? Brotli : gzip > 0 && gzip >= identity ? Gzip : null;
    }

    /// <summary>The compressed bytes in a rented array, and their number; null where compressing does not pay.</summary>
    public (byte[] Rented, int Length)? Encode(ReadOnlySpan<byte> answer)
    {
        var target = ArrayPool<byte>.Shared.Rent(answer.Length);
        var length = this == Brotli ? EncodeBrotli(answer, target) : EncodeGzip(answer, target);
        if (length > 0)
        {
            return (target, length);
        }

        ArrayPool<byte>.Shared.Return(target);
        return null;
    }

    /// <summary>A stream that compresses into another, which stays open.</summary>
    public Stream Compress(Stream target) => new BufferedStream(
        this == Brotli ? new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true) : new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true), PieceBytes);

    private static int EncodeBrotli(ReadOnlySpan<byte> answer, byte[] target) =>
        BrotliEncoder.TryCompress(answer, target, out var written, FastestBrotli, BrotliWindow) ? written : 0;

    private static int EncodeGzip(ReadOnlySpan<byte> answer, byte[] target)
    {
        using var memory = new MemoryStream(target);
        try
        {
            using (var gzip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(answer);
            }

            return (int)memory.Position;
        }
        catch (NotSupportedException)
        {
            return 0; // The target is as large as the answer: what does not fit has grown.
        }
    }
}

/// <summary>The answer to a list of requests: a list of answers, in the same order.</summary>
internal sealed class ResponseList : IDisposable
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    public void Add(ReadOnlySpan<byte> answer)
    {
        bytes.Write(bytes.WrittenCount == 0 ? "["u8 : ","u8);
        bytes.Write(answer);
    }

    public ReadOnlyMemory<byte> Complete()
    {
        bytes.Write("]"u8);
        return bytes.WrittenMemory;
    }

    public void Dispose() => bytes.ResetWrittenCount();
}

/// <summary>Entity tags of answers. An encoding gives other bytes, so it has a tag of its own: <c>"abc"</c> becomes <c>"abc-br"</c>.</summary>
internal static class EntityTags
{
    public static string For(string tag, ResponseEncoding? encoding) => encoding is null ? tag : $"{tag[..^1]}-{encoding.Name}\"";

    /// <summary>True where <c>If-None-Match</c> names <paramref name="tag"/>, in whichever encoding the client has it.</summary>
    public static bool Matches(StringValues ifNoneMatch, string tag)
    {
        foreach (var line in ifNoneMatch)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var candidate = line.AsSpan()[range].Trim();
                if (candidate is "*" || IsSame(candidate.StartsWith("W/") ? candidate[2..] : candidate, tag))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsSame(ReadOnlySpan<char> candidate, string tag) =>
        candidate.SequenceEqual(tag)
        || (candidate.StartsWith(tag.AsSpan()[..^1]) && candidate[(tag.Length - 1)..] is "-br\"" or "-gzip\"");
}
