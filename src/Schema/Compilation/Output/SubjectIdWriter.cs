using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>The global id of an object whose type another column says.</summary>
internal sealed class SubjectIdWriter(int kindSlot, int keySlot, byte[][] typesAndColons) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        json.GlobalId(typesAndColons[row.GetShort(kindSlot)], row.GetLong(keySlot));
    }
}
