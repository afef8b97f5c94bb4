using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>A plain list: the pieces made of its rows.</summary>
internal sealed class ListWriter(Select select, OwnerKey owner) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        json.Raw((byte)'[');
        if (context.Stores[select.Index] is { } store && owner.TryGet(row, out var key))
        {
            var first = store.First(key);
            for (var item = first; item >= 0; item = store.Next(item))
            {
                if (item != first)
                    json.Raw((byte)',');
                json.Raw(store.Piece(item, 0));
            }
        }

        json.Raw((byte)']');
    }
}
