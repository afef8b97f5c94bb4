using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>The answer to <c>node</c> or <c>nodes</c>: in the order asked for, null where there is none.</summary>
internal sealed class NodesWriter(int group, IReadOnlyDictionary<string, Select> byType, bool isList) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        var ids = context.Bound.NodeIds?.GetValueOrDefault(group) ?? [];
        if (!isList)
        {
            Write(json, context, ids.Length == 0 ? null : ids[0]);
            return;
        }

        json.Raw((byte)'[');
        for (var index = 0; index < ids.Length; index++)
        {
            if (index > 0)
                json.Raw((byte)',');
            Write(json, context, ids[index]);
        }

        json.Raw((byte)']');
    }

    private void Write(JsonBuffer json, ResultContext context, GlobalId? id)
    {
        if (id is { } asked && byType.TryGetValue(asked.TypeName, out var select) && context.Stores[select.Index] is { } store
            && store.First(asked.Key) is var found and >= 0)
            json.Raw(store.Piece(found, 0));
        else
            json.Null();
    }
}
