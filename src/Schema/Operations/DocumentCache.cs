using System.Diagnostics.CodeAnalysis;
using KGPlanGraph.Persistence;

namespace KGPlanGraph.Schema.Operations;

/// <summary>
/// Validated documents by their bytes, so that a known one costs one hash. Bounded in number and in what they hold, compiled forms included: documents come
/// from callers, without number, and past the working set of a province's systems a further entry only takes memory from the cache of answers.
/// </summary>
internal sealed class DocumentCache
{
    /// <summary>Documents at most.</summary>
    public const int MaxDocuments = 1_000;

    /// <summary>Bytes that they may hold, about.</summary>
    public const long MaxBytes = 48 * 1024 * 1024;

    private readonly BoundedCache<byte[], CachedDocument> documents = new(MaxDocuments, MaxBytes, static (_, document) => document.Weight, ByteComparer.Instance);

    /// <summary>Documents kept.</summary>
    public int Count => documents.Count;

    /// <summary>What they hold, about.</summary>
    public long Bytes => documents.Weight;

    public bool TryGet(ReadOnlySpan<byte> text, [NotNullWhen(true)] out CachedDocument? document) => documents.TryGet(text, out document);

    /// <summary>Adds a document.</summary>
    /// <returns>The one that is kept: another request may have added it meanwhile.</returns>
    public CachedDocument Add(ReadOnlySpan<byte> text, CachedDocument document) => documents.Add(text.ToArray(), document);

    /// <summary>Counts what a document holds by now: a form of it has been compiled.</summary>
    public void Weigh(ReadOnlySpan<byte> text) => documents.Weigh(text);

    private sealed class ByteComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly ByteComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        // Seeded per process, so that a caller cannot aim at one bucket.
        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
