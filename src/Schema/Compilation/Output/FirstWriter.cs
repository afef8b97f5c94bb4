using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>The first object of a list, or null.</summary>
internal sealed class FirstWriter(Select select, OwnerKey owner) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        var first = context.Stores[select.Index] is { } store && owner.TryGet(row, out var key) ? store.First(key) : -1;
        if (first < 0)
            json.Null();
        else
            json.Raw(context.Stores[select.Index]!.Piece(first, 0));
    }
}
