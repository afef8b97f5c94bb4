using System.Text;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Scalars;

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

/// <summary>An object joined to its owner's row.</summary>
internal sealed class ToOneWriter(int presenceSlot, FieldWriter target) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (row.IsNull(presenceSlot))
        {
            json.Null();
        }
        else
        {
            target.Write(json, context, row);
        }
    }
}

/// <summary>The first object of a list, or null.</summary>
internal sealed class FirstWriter(Select select, OwnerKey owner) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (context.Fault(select) is not null)
        {
            NullMark.WriteFault(json, select);
            return;
        }

        var first = context.Stores[select.Index] is { } store && owner.TryGet(row, out var key) ? store.First(key) : -1;
        if (first < 0)
        {
            json.Null();
        }
        else
        {
            json.Raw(context.Stores[select.Index]!.Piece(first, 0));
        }
    }
}

/// <summary>A plain list: the pieces made of its rows.</summary>
internal sealed class ListWriter(Select select, OwnerKey owner) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (context.Fault(select) is not null)
        {
            NullMark.WriteFault(json, select);
            return;
        }

        json.Raw((byte)'[');
        if (context.Stores[select.Index] is { } store && owner.TryGet(row, out var key))
        {
            var first = store.First(key);
            for (var item = first; item >= 0; item = store.Next(item))
            {
                if (item != first)
                {
                    json.Raw((byte)',');
                }

                json.Raw(store.Piece(item, 0));
            }
        }

        json.Raw((byte)']');
    }
}

/// <summary>The answer to <c>node</c> or <c>nodes</c>: in the order asked for, null where there is none.</summary>
internal sealed class NodesWriter(int group, IReadOnlyDictionary<string, Select> byType, bool isList) : FieldWriter
{
    private const int NaturalKeyPiece = 1;

    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (byType.Values.FirstOrDefault(select => context.Fault(select) is not null) is { } faulty)
        {
            NullMark.WriteFault(json, faulty);
            return;
        }

        var ids = context.BoundOperation.NodeIds?.GetValueOrDefault(group) ?? [];
        if (!isList)
        {
            Write(json, context, ids.Length == 0 ? null : ids[0]);
            return;
        }

        json.Raw((byte)'[');
        for (var index = 0; index < ids.Length; index++)
        {
            if (index > 0)
            {
                json.Raw((byte)',');
            }

            Write(json, context, ids[index]);
        }

        json.Raw((byte)']');
    }

    private void Write(JsonBuffer json, ResultContext context, ObjectId? id)
    {
        if (id is { } asked && byType.TryGetValue(asked.TypeName, out var select) && context.Stores[select.Index] is { } store
            && Find(store, asked) is var found and >= 0)
        {
            json.Raw(store.Piece(found, 0));
        }
        else
        {
            json.Null();
        }
    }

    // At most a hundred rows, each with its natural key beside it.
    private static int Find(RowJsonStore store, ObjectId asked)
    {
        if (asked.NaturalKey is not { } name)
        {
            return store.First(asked.Key);
        }

        var wanted = Encoding.UTF8.GetBytes(name);
        for (var row = 0; row < store.Rows; row++)
        {
            if (store.Piece(row, NaturalKeyPiece).SequenceEqual(wanted))
            {
                return row;
            }
        }

        return -1;
    }
}

/// <summary>A row's natural key as it stands in requests, by which <c>nodes</c> finds it again; no JSON.</summary>
internal sealed class NaturalKeyWriter(int? withinSlot, int uniqueSlot) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        if (withinSlot is { } within)
        {
            json.Raw(row.GetText(within));
            json.Raw((byte)NaturalKey.Separator);
        }

        // Some localities have no code.
        if (!row.IsNull(uniqueSlot))
        {
            json.Raw(row.GetText(uniqueSlot));
        }
    }
}

/// <summary>An object of the type that a column says, read by that type's level.</summary>
internal sealed class SubjectWriter(int kindSlot, OwnerKey owner, Select[] byKind) : FieldWriter
{
    private readonly FirstWriter[] writers = [.. byKind.Select(select => new FirstWriter(select, owner))];

    public override void Write(JsonBuffer json, ResultContext context, RowReader row) => writers[row.GetShort(kindSlot)].Write(json, context, row);
}

/// <summary>An introspection field, answered by graphql-dotnet.</summary>
internal sealed class IntrospectionWriter(string responseKey) : FieldWriter
{
    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        json.Raw(context.Introspection![responseKey]);
    }
}

/// <summary>A field of Viewer that the token itself answers.</summary>
internal sealed class ViewerField(string name) : FieldWriter
{
    private static readonly (Role Role, byte[] Name)[] Roles =
    [
        (Role.Reader, "\"READER\""u8.ToArray()), (Role.Agency, "\"AGENCY\""u8.ToArray()), (Role.Coordinator, "\"COORDINATOR\""u8.ToArray()),
        (Role.Approver, "\"APPROVER\""u8.ToArray()), (Role.Admin, "\"ADMIN\""u8.ToArray()),
    ];

    public override void Write(JsonBuffer json, ResultContext context, RowReader row)
    {
        switch (name)
        {
            case "subject":
                json.String(context.Caller.Subject);
                break;
            case "name" when context.Caller.Name is null:
                json.Null();
                break;
            case "name":
                json.String(context.Caller.Name);
                break;
            default:
                json.Raw((byte)'[');
                var first = true;
                foreach (var (role, text) in Roles)
                {
                    if (!context.Caller.HasAny(role))
                    {
                        continue;
                    }

                    if (!first)
                    {
                        json.Raw((byte)',');
                    }

                    json.Raw(text);
                    first = false;
                }

                json.Raw((byte)']');
                break;
        }
    }
}

/// <summary>Under which key a row's lists are kept.</summary>
internal readonly record struct OwnerKey(int Slot)
{
    /// <summary>A list at the root.</summary>
    public static readonly OwnerKey Root = new(-1);

    /// <summary>False for a row that owns nothing.</summary>
    public bool TryGet(RowReader row, out long key)
    {
        key = 0;
        if (Slot < 0)
        {
            return true;
        }

        if (row.IsNull(Slot))
        {
            return false;
        }

        key = row.GetLong(Slot);
        return true;
    }
}

/// <summary>The response keys of an object as they are written: quoted, with their colon, and the comma ahead of all but the first.</summary>
internal static class ResponseNames
{
    /// <summary>Names of the specification need no escaping.</summary>
    public static byte[][] Of(IEnumerable<string> keys) =>
        [.. keys.Select((key, index) => Encoding.UTF8.GetBytes((index == 0 ? "\"" : ",\"") + key + "\":"))];
}
