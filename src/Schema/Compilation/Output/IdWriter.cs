using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>The global id of a row of one type.</summary>
internal sealed class IdWriter(int slot, byte[] typeAndColon) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        json.GlobalId(typeAndColon, row.GetLong(slot));
    }
}
