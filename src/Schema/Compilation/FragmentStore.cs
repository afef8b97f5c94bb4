namespace KGPlanGraph.Schema.Compilation;

/// <summary>
/// The rows of one list level as pieces of JSON, chained by the parent's key: made before the parent's own rows, and pasted into them.
/// A row has as many pieces as the list is selected in forms (edges, nodes, cursor).
/// </summary>
internal sealed class FragmentStore(int pieces, bool reversed) : IDisposable
{
    private readonly Dictionary<long, Chain> chains = [];
    private readonly List<int> next = [];
    private readonly List<int> ends = [];
    private readonly JsonBuffer json = new();

    public JsonBuffer Json => json;

    public int Rows => next.Count;

    /// <summary>Says that the pieces of a row are written: <see cref="EndPiece"/> has been called for each.</summary>
    public void Add(long key)
    {
        var row = next.Count;
        next.Add(-1);
        ref var chain = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(chains, key, out var exists);
        if (!exists)
            chain = new Chain(row, row, 1);
        else if (reversed)
        {
            next[row] = chain.Head;
            chain = new Chain(row, chain.Tail, chain.Count + 1);
        }
        else
        {
            next[chain.Tail] = row;
            chain = new Chain(chain.Head, row, chain.Count + 1);
        }
    }

    /// <summary>Says that a piece ends here.</summary>
    public void EndPiece() => ends.Add(json.Length);

    /// <summary>Rows under a key.</summary>
    public int Count(long key) => chains.TryGetValue(key, out var chain) ? chain.Count : 0;

    /// <summary>The first row under a key in the list's order; -1 where there is none.</summary>
    public int First(long key) => chains.TryGetValue(key, out var chain) ? chain.Head : -1;

    /// <summary>The row after another; -1 at the end.</summary>
    public int Next(int row) => next[row];

    /// <summary>A piece of a row.</summary>
    public ReadOnlySpan<byte> Piece(int row, int piece)
    {
        var index = (row * pieces) + piece;
        var start = index == 0 ? 0 : ends[index - 1];
        return json.Written[start..ends[index]];
    }

    public void Dispose() => json.Dispose();

    private readonly record struct Chain(int Head, int Tail, int Count);
}
