using System.Collections.Concurrent;

namespace KGPlanGraph.Schema.Requests;

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
