using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Paging;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>The cursor of a row, from the keyset that stands behind the level's columns.</summary>
internal sealed class CursorWriter(Select select) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        CursorCodec.Write(
            context.Cursor, context.Bound.Fingerprints[select.Index], context.Binding(select).Order, row, select.Columns.Count);
        json.Base64Url(context.Cursor.WrittenSpan);
    }
}
