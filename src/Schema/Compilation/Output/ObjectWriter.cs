using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>An object: its selected fields in the order of the selection.</summary>
internal sealed class ObjectWriter : FieldWriter
{
    private readonly byte[][] names;
    private readonly FieldWriter[] fields;

    /// <param name="fields">Response keys with what writes their values.</param>
    public ObjectWriter(IReadOnlyList<(string ResponseKey, FieldWriter Writer)> fields)
    {
        names = ResponseNames.Of(fields.Select(field => field.ResponseKey));
        this.fields = [.. fields.Select(field => field.Writer)];
    }

    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        json.Raw((byte)'{');
        for (var field = 0; field < fields.Length; field++)
        {
            json.Raw(names[field]);
            fields[field].Write(json, context, row);
        }

        json.Raw((byte)'}');
    }
}
