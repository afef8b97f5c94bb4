using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>A connection; null where its arguments are wrong.</summary>
internal sealed class ConnectionWriter(Select select, OwnerKey owner, IReadOnlyList<(string ResponseKey, ConnectionPart Part)> parts) : FieldWriter
{
    private readonly byte[][] names = ResponseNames.Of(parts.Select(part => part.ResponseKey));

    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (context.Fault(select) is not null)
        {
            json.Null();
            return;
        }

        var key = owner.TryGet(row, out var known) ? known : long.MinValue;
        var page = new PageResult(select, context, key);
        json.Raw((byte)'{');
        for (var part = 0; part < names.Length; part++)
        {
            json.Raw(names[part]);
            parts[part].Part.Write(json, page);
        }

        json.Raw((byte)'}');
    }
}
