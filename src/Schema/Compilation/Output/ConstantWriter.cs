using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>What is the same in every answer, e.g. __typename.</summary>
internal sealed class ConstantWriter(byte[] value) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        json.Raw(value);
    }
}
