using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>An enum value, stored as its position in the declaration.</summary>
internal sealed class EnumWriter(int slot, byte[][] names) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
            json.Null();
        else
            json.Raw(names[row.GetShort(slot)]);
    }
}
