using System.Collections;
using System.Globalization;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Compilation.Output;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>A payload's field that the mutation holds ready: typed errors, a report, a flag.</summary>
/// <param name="field">The field.</param>
/// <param name="compiler">Knows what is selected of it.</param>
/// <param name="parts">The levels of stored objects inside it, by their place in the selection.</param>
internal sealed class PayloadValueWriter(SelectedField field, OperationCompiler compiler, IReadOnlyDictionary<string, ListLevel> parts) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        var result = context.Mutation!;
        Write(json, context, field.Name == "errors" ? result.Errors : result.Values.GetValueOrDefault(field.Name), field);
    }

    private void Write(JsonBuffer json, ResultContext context, object? value, SelectedField selected)
    {
        switch (value)
        {
            case null:
                json.Null();
                break;
            case string text:
                json.String(text);
                break;
            case bool flag:
                json.Boolean(flag);
                break;
            case PayloadReference reference:
                Write(json, context, reference, parts[selected.ResponseKey]);
                break;
            case PayloadObject made:
                Write(json, context, made, selected);
                break;
            case IEnumerable items:
                json.Raw((byte)'[');
                var first = true;
                foreach (var item in items)
                {
                    if (!first)
                    {
                        json.Raw((byte)',');
                    }

                    first = false;
                    Write(json, context, item, selected);
                }

                json.Raw((byte)']');
                break;
            default:
                json.Number(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private void Write(JsonBuffer json, ResultContext context, PayloadObject made, SelectedField selected)
    {
        json.Raw((byte)'{');
        var first = true;
        foreach (var inner in compiler.Collection.Collect(compiler.Type(made.TypeName), selected.SubSelections))
        {
            if (!first)
            {
                json.Raw((byte)',');
            }

            first = false;
            json.String(inner.ResponseKey);
            json.Raw((byte)':');
            if (inner.Name == "__typename")
            {
                json.String(made.TypeName);
            }
            else
            {
                Write(json, context, made.Fields.GetValueOrDefault(inner.Name), inner);
            }
        }

        json.Raw((byte)'}');
    }

    private static void Write(JsonBuffer json, ResultContext context, PayloadReference reference, ListLevel level)
    {
        if (context.Stores[level.Select.Index] is { } store && store.First(reference.Key) is var found and >= 0)
        {
            json.Raw(store.Piece(found, 0));
        }
        else
        {
            json.Null();
        }
    }
}
