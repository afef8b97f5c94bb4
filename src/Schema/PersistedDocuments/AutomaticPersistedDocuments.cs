namespace KGPlanGraph.Schema.PersistedDocuments;

/// <summary>
/// Documents that callers sent with their hash, the least recently used ones forgotten first. Bounded in bytes, not only in number, since a
/// caller chooses the length; a client whose document is forgotten sends it once more.
/// </summary>
internal sealed class AutomaticPersistedDocuments
{
    /// <summary>About 4,000 documents of the usual length.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>What an entry costs beside its text.</summary>
    private const int Overhead = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> byUse = [];
    private int bytes;

    public ReadOnlyMemory<byte>? Find(string sha256)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(sha256, out var node))
            {
                return null;
            }

            byUse.Remove(node);
            byUse.AddFirst(node);
            return node.Value.Document;
        }
    }

    public void Add(string sha256, ReadOnlySpan<byte> document)
    {
        lock (gate)
        {
            if (entries.ContainsKey(sha256))
            {
                return;
            }

            entries.Add(sha256, byUse.AddFirst(new Entry(sha256, document.ToArray())));
            bytes += document.Length + Overhead;
            while (bytes > MaxBytes && byUse.Last is { } oldest)
            {
                byUse.Remove(oldest);
                entries.Remove(oldest.Value.Sha256);
                bytes -= oldest.Value.Document.Length + Overhead;
            }
        }
    }

    private readonly record struct Entry(string Sha256, byte[] Document);
}
