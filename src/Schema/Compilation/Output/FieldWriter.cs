using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>Writes the value of one selected field. Made once per operation; <paramref name="row"/> is null at the root.</summary>
internal abstract class FieldWriter
{
    public abstract void Write(JsonBuffer json, ResultContext context, RowReader row);
}
