using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>A text.</summary>
internal sealed class TextWriter(int slot) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
            json.Null();
        else
            json.String(row.GetText(slot));
    }
}
