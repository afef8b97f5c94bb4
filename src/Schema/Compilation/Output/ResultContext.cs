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

    /// <summary>Space for the cursor in the making.</summary>
    public System.Buffers.ArrayBufferWriter<byte> Cursor => cursor ??= new();

    public int Rows { get; set; }

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
