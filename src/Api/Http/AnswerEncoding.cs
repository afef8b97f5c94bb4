using System.Buffers;
using System.IO.Compression;
using Microsoft.Extensions.Primitives;

namespace KGPlanGraph.Api.Http;

/// <summary>
/// Compresses whole answers. ASP.NET Core's middleware is not used: it knows no least size, makes every answer chunked, and leaves a strong
/// entity tag on bytes that differ.
/// </summary>
internal sealed class AnswerEncoding
{
    /// <summary>Smaller answers fit one packet as they are.</summary>
    public const int LeastBytes = 1_024;

    const int FastestBrotli = 1;
    const int BrotliWindow = 18;

    static readonly AnswerEncoding Brotli = new("br");
    static readonly AnswerEncoding Gzip = new("gzip");

    AnswerEncoding(string name) => Name = name;

    /// <summary>As in <c>Content-Encoding</c>.</summary>
    public string Name { get; }

    /// <summary>The best liked encoding for an answer of <paramref name="length"/> bytes, Brotli of equals; null for none.</summary>
    public static AnswerEncoding? For(StringValues acceptEncoding, int length)
    {
        if (acceptEncoding.Count == 0 || length < LeastBytes)
            return null;
        double brotli = -1, gzip = -1, any = 0, identity = 0;
        var list = new QualityList(acceptEncoding);
        while (list.MoveNext())
        {
            if (list.Value.Equals("br", StringComparison.OrdinalIgnoreCase))
                brotli = list.Quality;
            else if (list.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase))
                gzip = list.Quality;
            else if (list.Value is "*")
                any = list.Quality;
            else if (list.Value.Equals("identity", StringComparison.OrdinalIgnoreCase))
                identity = list.Quality;
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
            return (target, length);
        ArrayPool<byte>.Shared.Return(target);
        return null;
    }

    static int EncodeBrotli(ReadOnlySpan<byte> answer, byte[] target) =>
        BrotliEncoder.TryCompress(answer, target, out var written, FastestBrotli, BrotliWindow) ? written : 0;

    static int EncodeGzip(ReadOnlySpan<byte> answer, byte[] target)
    {
        using var memory = new MemoryStream(target);
        try
        {
            using (var gzip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
                gzip.Write(answer);
            return (int)memory.Position;
        }
        catch (NotSupportedException)
        {
            return 0; // The target is as large as the answer: what does not fit has grown.
        }
    }
}
