using System.Collections.Concurrent;

namespace KGPlanGraph.Schema.Execution;

/// <summary>A response from memory.</summary>
internal sealed class CachedResponse(CachedBody body) : GraphQLResponse
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Body => body.Body;

    /// <inheritdoc/>
    public override bool HasData => true;

    /// <inheritdoc/>
    public override OperationKind? Kind => OperationKind.Query;

    /// <inheritdoc/>
    public override string? EntityTag => body.EntityTag;

    /// <inheritdoc/>
    public override EncodedBodies? Encoded => body.Encoded;

    /// <inheritdoc/>
    public override OperationSummary? Summary => body.Summary;
}

/// <summary>A whole response that is kept for its repetitions, also compressed once somebody has taken it so.</summary>
/// <param name="Body">The response's JSON.</param>
/// <param name="EntityTag">Its tag.</param>
/// <param name="Summary">For the access record.</param>
internal sealed record CachedBody(byte[] Body, string EntityTag, OperationSummary Summary)
{
    // Besides its bodies.
    private const int Overhead = 256;

    /// <summary>Its body in other encodings.</summary>
    public EncodedBodies Encoded { get; } = new();

    /// <summary>Bytes that it takes at most, both encodings included.</summary>
    public int Weight => Overhead + Body.Length + 2 * (Body.Length / EncodedBodies.LeastRatio);
}

/// <summary>A cached body in the encodings in which it was sent, so that each is made once.</summary>
public sealed class EncodedBodies
{
    /// <summary>Only what is this many times smaller than the body is kept, so that a cache knows what an entry takes.</summary>
    public const int LeastRatio = 4;

    private readonly ConcurrentDictionary<string, byte[]> bodies = new(StringComparer.Ordinal);

    /// <summary>The bytes in an encoding, by its name in <c>Content-Encoding</c>; null where nobody has made them.</summary>
    public byte[]? Find(string encoding) => bodies.GetValueOrDefault(encoding);

    /// <summary>Keeps a copy of the bytes, if they are few enough.</summary>
    /// <param name="encoding">One of two: what a client names is not for this.</param>
    /// <param name="encoded">The bytes.</param>
    /// <param name="length">The body's own length.</param>
    public void Keep(string encoding, ReadOnlySpan<byte> encoded, int length)
    {
        if (encoded.Length <= length / LeastRatio)
        {
            bodies.TryAdd(encoding, encoded.ToArray());
        }
    }
}
