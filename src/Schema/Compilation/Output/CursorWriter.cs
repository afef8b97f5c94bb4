using System.Buffers.Text;
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
        json.Raw((byte)'"');
        Span<char> encoded = stackalloc char[Math.Min(Base64Url.GetEncodedLength(context.Cursor.WrittenCount), 1024)];
        if (Base64Url.TryEncodeToChars(context.Cursor.WrittenSpan, encoded, out var written))
            json.Ascii(encoded[..written]);
        else
            json.Raw(Base64Url.EncodeToString(context.Cursor.WrittenSpan));
        json.Raw((byte)'"');
    }
}
