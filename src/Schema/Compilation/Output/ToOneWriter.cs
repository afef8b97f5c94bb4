using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>An object joined to its owner's row.</summary>
internal sealed class ToOneWriter(int presenceSlot, FieldWriter target) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(presenceSlot))
            json.Null();
        else
            target.Write(json, context, row);
    }
}
