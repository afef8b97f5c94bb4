using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace KGPlanGraph.Schema.Operations;

/// <summary>
/// Validated documents by their bytes, so that a known one costs one hash. Bounded in number and in what they hold, compiled forms included: documents come
/// from callers, without number, and past the working set of a province's systems a further entry only takes memory from the cache of answers. Past the bound
/// those go that were used longest ago, until a quarter is free.
/// </summary>
internal sealed class DocumentCache
{
    /// <summary>Documents at most.</summary>
    public const int MaxDocuments = 1_000;

    /// <summary>Bytes that they may hold, about.</summary>
    public const long MaxBytes = 48 * 1024 * 1024;

    private readonly ConcurrentDictionary<byte[], CachedDocument> documents = new(ByteComparer.Instance);
    private readonly Lock weighing = new();
    private long clock;
    private long bytes;

    /// <summary>Documents kept.</summary>
    public int Count => documents.Count;

    /// <summary>What they hold, about.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

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
        lock (weighing)
        {
            document.IsKept = documents.TryAdd(text.ToArray(), document);
        }

        Weigh(document);
    }

    /// <summary>Counts what a document holds by now: it has been added, or a form of it compiled.</summary>
    public void Weigh(CachedDocument document)
    {
        lock (weighing)
        {
            if (!document.IsKept)
            {
                return;
            }

            var weight = document.Weight;
            Interlocked.Add(ref bytes, weight - document.Counted);
            document.Counted = weight;
            if (documents.Count > MaxDocuments || bytes > MaxBytes)
            {
                Trim();
            }
        }
    }

    private void Trim()
    {
        foreach (var (text, document) in documents.ToArray().OrderBy(entry => entry.Value.LastUse))
        {
            if (documents.Count <= MaxDocuments * 3 / 4 && bytes <= MaxBytes * 3 / 4)
            {
                return;
            }

            if (documents.TryRemove(text, out _))
            {
                document.IsKept = false;
                Interlocked.Add(ref bytes, -document.Counted);
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
