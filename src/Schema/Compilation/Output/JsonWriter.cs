using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>A list of texts that the database holds as JSON.</summary>
internal sealed class JsonWriter(int slot) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
            json.Null();
        else
            json.Raw(row.GetText(slot));
    }
}
