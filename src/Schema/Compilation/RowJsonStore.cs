namespace KGPlanGraph.Schema.Compilation;

/// <summary>
/// The rows of one list level as pieces of JSON, chained by the parent's key: made before the parent's own rows, and pasted into them.
/// A row has as many pieces as the list is selected in forms (edges, nodes, cursor). Stores are used again: growing one is most of what it costs.
/// </summary>
internal sealed class RowJsonStore : IDisposable
{
    // What a thread keeps: enough for a deep operation of ordinary pages.
    private const int MaxSpare = 8;
    private const int MaxKeptRows = 1_000;
    private const int MaxKeptBytes = 64 * 1024;

    [ThreadStatic]
    private static Stack<RowJsonStore>? spare;

    private readonly Dictionary<long, Chain> chains = [];
    private readonly List<int> next = [];
    private readonly List<int> ends = [];
    private readonly JsonBuffer json = new();
    private int pieces;
    private bool reversed;
    private bool isRented;

    private RowJsonStore()
    {
    }

    /// <param name="pieces">Pieces of each row.</param>
    /// <param name="reversed">Whether the rows come last one first.</param>
    public static RowJsonStore Rent(int pieces, bool reversed)
    {
        var store = spare is { Count: > 0 } ? spare.Pop() : new RowJsonStore();
        store.pieces = pieces;
        store.reversed = reversed;
        store.isRented = true;
        return store;
    }

    public JsonBuffer Json => json;

    public int Rows => next.Count;

    /// <summary>Begins a row; <see cref="EndPiece"/> follows for each of its pieces.</summary>
    /// <returns>How many rows there are now under its key.</returns>
    public int Add(long key)
    {
        var row = next.Count;
        next.Add(-1);
        ref var chain = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(chains, key, out var exists);
        if (!exists)
        {
            chain = new Chain(row, row, 1);
        }
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

        return chain.Count;
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

    public void Dispose()
    {
        // Given back twice it would have two users.
        if (!isRented)
        {
            return;
        }

        isRented = false;
        spare ??= new Stack<RowJsonStore>(MaxSpare);
        if (spare.Count == MaxSpare || next.Count > MaxKeptRows || json.Length > MaxKeptBytes)
        {
            json.Dispose();
            return;
        }

        chains.Clear();
        next.Clear();
        ends.Clear();
        json.Clear();
        spare.Push(this);
    }

    private readonly record struct Chain(int Head, int Tail, int Count);
}
