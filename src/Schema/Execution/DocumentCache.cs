using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace KGPlanGraph.Schema.Execution;

/// <summary>
/// Validated documents by their bytes, so that a known one costs one hash. Bounded in number and bytes: documents come from callers, without
/// number, and past the working set of a province's systems a further entry only takes memory from the cache of answers. Past the bound
/// the quarter that was used longest ago goes.
/// </summary>
internal sealed class DocumentCache
{
    /// <summary>Documents at most.</summary>
    public const int MaxDocuments = 1_000;

    /// <summary>Bytes of documents at most; a compiled one takes about ten times its text.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private readonly ConcurrentDictionary<byte[], CachedDocument> documents = new(ByteComparer.Instance);
    private readonly Lock trimming = new();
    private long clock;
    private long bytes;

    /// <summary>Documents kept.</summary>
    public int Count => documents.Count;

    public bool TryGet(ReadOnlySpan<byte> text, [NotNullWhen(true)] out CachedDocument? document)
    {
        if (!documents.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(text, out document))
        {
            return false;
        }

        document.LastUse = Interlocked.Increment(ref clock);
        return true;
    }

    public void Add(ReadOnlySpan<byte> text, CachedDocument document)
    {
        document.LastUse = Interlocked.Increment(ref clock);
        if (documents.TryAdd(text.ToArray(), document))
        {
            Interlocked.Add(ref bytes, text.Length);
        }

        if (documents.Count > MaxDocuments || Interlocked.Read(ref bytes) > MaxBytes)
        {
            Trim();
        }
    }

    private void Trim()
    {
        lock (trimming)
        {
            if (documents.Count <= MaxDocuments && Interlocked.Read(ref bytes) <= MaxBytes)
            {
                return;
            }

            foreach (var (text, _) in documents.ToArray().OrderBy(entry => entry.Value.LastUse).Take((documents.Count / 4) + 1))
            {
                if (documents.TryRemove(text, out _))
                {
                    Interlocked.Add(ref bytes, -text.Length);
                }
            }
        }
    }

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
