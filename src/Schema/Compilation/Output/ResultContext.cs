using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>What one execution has read so far, by the index of the list level.</summary>
internal sealed class ResultContext(BoundOperation bound, Caller caller) : IDisposable
{
    private System.Buffers.ArrayBufferWriter<byte>? cursor;

    public BoundOperation BoundOperation { get; } = bound;

    public Caller Caller { get; } = caller;

    /// <summary>The rows of each level; null where the level was not read.</summary>
    public RowJsonStore?[] Stores { get; } = new RowJsonStore?[bound.Bindings.Length];

    /// <summary>Counts by the parent's key, for connections that select totalCount.</summary>
    public Dictionary<long, long>?[] Counts { get; } = new Dictionary<long, long>?[bound.Bindings.Length];

    /// <summary>The JSON of introspection fields, by response key.</summary>
    public IReadOnlyDictionary<string, byte[]>? Introspection { get; set; }

    /// <summary>For a payload: the mutation's outcome.</summary>
    public Mutations.MutationResult? Mutation { get; set; }

    /// <summary>The place behind the newest change, where it is asked for.</summary>
    public ChangePlace Newest { get; set; }

    /// <summary>Space for the cursor in the making.</summary>
    public System.Buffers.ArrayBufferWriter<byte> Cursor => cursor ??= new();

    public int Rows { get; set; }

    /// <summary>Bytes of all rows that are still to be pasted: no two of them stand in the same place of the answer, which is at least as long.</summary>
    public long Bytes { get; private set; }

    /// <summary>Gives back the rows of the levels below, which are now part of their parents', and counts those of the level itself.</summary>
    public void Absorb(ListLevel level)
    {
        Bytes -= BytesBelow(level);
        foreach (var child in level.Children)
        {
            Stores[child.Select.Index]?.Dispose();
            Stores[child.Select.Index] = null;
        }

        Bytes += Stores[level.Select.Index]!.Json.Length;
    }

    /// <summary>Bytes of the rows right below a level.</summary>
    public long BytesBelow(ListLevel level)
    {
        var bytes = 0L;
        foreach (var child in level.Children)
        {
            bytes += Stores[child.Select.Index]?.Json.Length ?? 0;
        }

        return bytes;
    }

    public SelectBinding Binding(Select select) => BoundOperation.Bindings[select.Index];

    public GraphQLError? Fault(Select select) => BoundOperation.Faults?[select.Index];

    public void Dispose()
    {
        foreach (var store in Stores)
        {
            store?.Dispose();
        }
    }
}
