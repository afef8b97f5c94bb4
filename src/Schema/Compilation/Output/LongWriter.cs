using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>A 64-bit number.</summary>
internal sealed class LongWriter(int slot) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
            json.Null();
        else
            json.Number(row.GetLong(slot));
    }
}
