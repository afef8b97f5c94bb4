using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>An object whose type a column says.</summary>
internal sealed class KindWriter(int kindSlot, FieldWriter[] byKind) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row) => byKind[row.GetShort(kindSlot)].Write(json, context, row);
}
