using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>A small number.</summary>
internal sealed class ShortWriter(int slot) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
            json.Null();
        else
            json.Number(row.GetShort(slot));
    }
}
