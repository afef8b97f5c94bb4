using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>An object of the type that a column says, read by that type's level.</summary>
internal sealed class SubjectWriter(int kindSlot, OwnerKey owner, Select[] byKind) : FieldWriter
{
    private readonly FirstWriter[] writers = [.. byKind.Select(select => new FirstWriter(select, owner))];

    public override void Write(JsonBuffer json, ResultContext context, RowReader row) => writers[row.GetShort(kindSlot)].Write(json, context, row);
}
