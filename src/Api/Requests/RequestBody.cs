using System.Buffers;
using Microsoft.AspNetCore.Http.Metadata;

namespace KGPlanGraph.Api.Requests;

/// <summary>
/// Endpoint metadata: who reads a body here bounds it. Kestrel's own bound breaks a connection off whose body was not read, and the caller then sees a reset instead of the answer; without
/// it Kestrel reads the rest away for some seconds, and keeps nothing of it. Routing lifts it before anything else, so that refusals in front of the endpoint are read too.
/// </summary>
internal sealed class BoundedBody : IRequestSizeLimitMetadata
{
    public static readonly BoundedBody Metadata = new();

    /// <summary>None of the server's.</summary>
    public long? MaxRequestBodySize => null;
}

/// <summary>Reads the body of a GraphQL request.</summary>
internal static class RequestBody
{
    /// <summary>The largest body, in bytes: 1 MiB.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The body in memory of <paramref name="buffers"/>, or null where it is too large.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, RequestBuffers buffers, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
        {
            return null;
        }

        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var body = result.Buffer;
            if (body.Length > MaxBytes)
            {
                reader.AdvanceTo(body.End);
                return null;
            }

            if (result.IsCompleted)
            {
                var copy = buffers.Rent((int)body.Length).AsMemory(0, (int)body.Length);
                body.CopyTo(copy.Span);
                reader.AdvanceTo(body.End);
                return copy;
            }

            // The pipe keeps what was examined, in its own pooled memory, until there is all of it.
            reader.AdvanceTo(body.Start, body.End);
        }
    }
}

/// <summary>Reads a body that is a file, or is as small as to be copied.</summary>
internal static class FileBody
{
    private const int Piece = 81_920;

    /// <summary>The body; null where it has more than <paramref name="most"/> bytes.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContext context, int most)
    {
        if (context.Request.ContentLength > most)
        {
            return null;
        }

        using var body = new MemoryStream();
        var piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            while (await context.Request.Body.ReadAsync(piece, context.RequestAborted) is > 0 and var read)
            {
                if (body.Length + read > most)
                {
                    return null;
                }

                body.Write(piece, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        return body.ToArray();
    }
}

/// <summary>The rented memory of one request: its body, and texts of it unescaped. Given back when the answer is sent.</summary>
internal sealed class RequestBuffers : IDisposable
{
    private readonly List<byte[]> rented = new(2);

    /// <summary>At least <paramref name="length"/> bytes, until <see cref="Dispose"/>.</summary>
    public byte[] Rent(int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        rented.Add(buffer);
        return buffer;
    }

    public void Dispose()
    {
        foreach (var buffer in rented)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        rented.Clear();
    }
}
