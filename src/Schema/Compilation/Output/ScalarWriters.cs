using System.Text.Json;
using GraphQL.Types;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Paging;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>Writes the value of one selected field. Made once per operation; <paramref name="row"/> is null at the root.</summary>
internal abstract class FieldWriter
{
    public abstract void Write(JsonBuffer json, ResultContext context, RowReader row);
}

/// <summary>Chooses what writes a value: by the field's GraphQL type and the form in which the database gives it.</summary>
internal static class ScalarWriter
{
    public static FieldWriter For(IGraphType type, ColumnType stored, int slot) => (type is NonNullGraphType given ? given.ResolvedType! : type) switch
    {
        ListGraphType => new JsonWriter(slot),
        EnumerationGraphType enumeration => new EnumWriter(slot, [.. enumeration.Values.Select(value => OperationCompiler.Quoted(value.Name))]),
        _ => stored switch
        {
            ColumnType.Boolean => new BooleanWriter(slot),
            ColumnType.Short => new ShortWriter(slot),
            ColumnType.Int => new IntWriter(slot),
            ColumnType.Long => new LongWriter(slot),
            ColumnType.Double => new DoubleWriter(slot),
            ColumnType.Date => new DateWriter(slot),
            ColumnType.Instant => new InstantWriter(slot),
            _ => new TextWriter(slot),
        },
    };
}

/// <summary>True or false.</summary>
internal sealed class BooleanWriter(int slot) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
        {
            json.Null();
        }
        else
        {
            json.Boolean(row.GetBoolean(slot));
        }
    }
}

/// <summary>What is the same in every answer, e.g. __typename.</summary>
internal sealed class ConstantWriter(byte[] value) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        json.Raw(value);
    }
}

/// <summary>The cursor of a row, from the keyset that stands behind the level's columns.</summary>
internal sealed class CursorWriter(Select select) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        CursorCodec.Write(
            context.Cursor, context.BoundOperation.Fingerprints[select.Index], context.Binding(select).Order, row, select.Columns.Count,
            select.Table.Mark is not null);
        json.Base64Url(context.Cursor.WrittenSpan);
    }
}

/// <summary>The mark of a change, for the place behind it.</summary>
internal sealed class MarkWriter(int sequenceSlot, int occurredAtSlot) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        json.Number(ChangePlace.Of(row.GetLong(sequenceSlot), row.GetInstant(occurredAtSlot)).Mark);
    }
}

/// <summary>A day.</summary>
internal sealed class DateWriter(int slot) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
        {
            json.Null();
        }
        else
        {
            json.Date(row.GetDate(slot));
        }
    }
}

/// <summary>Days from a day to the one in the row.</summary>
internal sealed class DaysRemainingWriter(int slot, int day) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
        {
            json.Null();
        }
        else
        {
            json.Number(row.GetDate(slot).DayNumber - context.BoundOperation.Days[day].DayNumber);
        }
    }
}

/// <summary>A floating-point number.</summary>
internal sealed class DoubleWriter(int slot) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
        {
            json.Null();
        }
        else
        {
            json.Number(row.GetDouble(slot));
        }
    }
}

/// <summary>An enum value, stored as its position in the declaration.</summary>
internal sealed class EnumWriter(int slot, byte[][] names) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
        {
            json.Null();
        }
        else
        {
            json.Raw(names[row.GetShort(slot)]);
        }
    }
}

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
            {
                continue;
            }

            if (!first)
            {
                json.Raw((byte)',');
            }

            first = false;
            json.String(text);
        }

        json.Raw((byte)']');
    }
}

/// <summary>The global id of a row of one type.</summary>
internal sealed class IdWriter(int slot, byte[] typeAndColon) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        json.GlobalId(typeAndColon, row.GetLong(slot));
    }
}

/// <summary>An instant.</summary>
internal sealed class InstantWriter(int slot) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
        {
            json.Null();
        }
        else
        {
            json.Instant(row.GetInstant(slot));
        }
    }
}

/// <summary>A number.</summary>
internal sealed class IntWriter(int slot) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
        {
            json.Null();
        }
        else
        {
            json.Number(row.GetInt(slot));
        }
    }
}

/// <summary>A list of texts that the database holds as JSON.</summary>
internal sealed class JsonWriter(int slot) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
        {
            json.Null();
        }
        else
        {
            json.Raw(row.GetText(slot));
        }
    }
}

/// <summary>A 64-bit number.</summary>
internal sealed class LongWriter(int slot) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
        {
            json.Null();
        }
        else
        {
            json.Number(row.GetLong(slot));
        }
    }
}

/// <summary>A small number.</summary>
internal sealed class ShortWriter(int slot) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
        {
            json.Null();
        }
        else
        {
            json.Number(row.GetShort(slot));
        }
    }
}

/// <summary>The global id of an object whose type another column says.</summary>
internal sealed class SubjectIdWriter(int kindSlot, int keySlot, byte[][] typesAndColons) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        json.GlobalId(typesAndColons[row.GetShort(kindSlot)], row.GetLong(keySlot));
    }
}

/// <summary>A text.</summary>
internal sealed class TextWriter(int slot) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(slot))
        {
            json.Null();
        }
        else
        {
            json.String(row.GetText(slot));
        }
    }
}

/// <summary>An object whose type a column says.</summary>
internal sealed class KindWriter(int kindSlot, FieldWriter[] byKind) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row) => byKind[row.GetShort(kindSlot)].Write(json, context, row);
}
