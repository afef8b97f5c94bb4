using System.Text.Json;
using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>A list of field names without those that the caller may not read: that such a field has changed says that it holds something.</summary>
internal sealed class FieldNamesWriter(int slot, IReadOnlySet<string> restricted) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        using var names = JsonDocument.Parse(row.GetText(slot).ToArray());
        var first = true;
        json.Raw((byte)'[');
        foreach (var name in names.RootElement.EnumerateArray())
        {
            var text = name.GetString()!;
            if (restricted.Contains(text))
                continue;
            if (!first)
                json.Raw((byte)',');
            first = false;
            json.String(text);
        }

        json.Raw((byte)']');
    }
}
