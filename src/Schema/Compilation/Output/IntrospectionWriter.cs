using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>An introspection field, answered by graphql-dotnet.</summary>
internal sealed class IntrospectionWriter(string responseKey) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        json.Raw(context.Introspection![responseKey]);
    }
}
