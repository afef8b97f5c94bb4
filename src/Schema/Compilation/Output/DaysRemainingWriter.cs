using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>Days from a day to the one in the row.</summary>
internal sealed class DaysRemainingWriter(int slot, int day) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
            json.Null();
        else
            json.Number(row.GetDate(slot).DayNumber - context.Bound.Days[day].DayNumber);
    }
}
