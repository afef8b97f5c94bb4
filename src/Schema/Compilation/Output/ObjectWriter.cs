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
        // Names of the specification need no escaping; braces and commas go with them.
        names = [.. fields.Select((field, index) => System.Text.Encoding.UTF8.GetBytes((index == 0 ? "{\"" : ",\"") + field.ResponseKey + "\":"))];
        this.fields = [.. fields.Select(field => field.Writer)];
    }

    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (fields.Length == 0)
        {
            json.Raw("{}"u8);
            return;
        }

        for (var field = 0; field < fields.Length; field++)
        {
            json.Raw(names[field]);
            fields[field].Write(json, context, row);
        }

        json.Raw((byte)'}');
    }
}
