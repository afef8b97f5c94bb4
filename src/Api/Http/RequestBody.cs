using System.Buffers;

namespace KGPlanGraph.Api.Http;

/// <summary>Reads a body that must fit in memory.</summary>
internal static class RequestBody
{
    /// <summary>The largest body, in bytes: 1 MiB.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The body in memory of <paramref name="buffers"/>, or null where it is too large.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, RequestBuffers buffers, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
            return null;
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
