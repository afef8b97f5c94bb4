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
            NullMark.WriteFault(json, select);
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

/// <summary>A selected field of a connection.</summary>
internal abstract class ConnectionPart
{
    public abstract void Write(JsonBuffer json, in PageResult page);
}

/// <summary><c>__typename</c> of a connection.</summary>
internal sealed class ConstantPart(byte[] value) : ConnectionPart
{
    public override void Write(JsonBuffer json, in PageResult page) => json.Raw(value);
}

/// <summary><c>edges</c> or <c>nodes</c>: one piece of each row.</summary>
internal sealed class RowsPart(int piece) : ConnectionPart
{
    public override void Write(JsonBuffer json, in PageResult page)
    {
        json.Raw((byte)'[');
        var row = page.First;
        for (var written = 0; written < page.Count; written++)
        {
            if (written > 0)
            {
                json.Raw((byte)',');
            }

            json.Raw(page.Piece(row, piece));
            row = page.Next(row);
        }

        json.Raw((byte)']');
    }
}

/// <summary><c>totalCount</c>.</summary>
internal sealed class TotalCountPart : ConnectionPart
{
    public override void Write(JsonBuffer json, in PageResult page) => json.Number(page.Total);
}

/// <summary><c>pageInfo</c>; cursors are a piece of each row.</summary>
internal sealed class PageInfoPart(IReadOnlyList<(string ResponseKey, PageInfoField Field)> fields, int cursorPiece) : ConnectionPart
{
    private readonly byte[][] names = ResponseNames.Of(fields.Select(field => field.ResponseKey));

    public override void Write(JsonBuffer json, in PageResult page)
    {
        json.Raw((byte)'{');
        for (var field = 0; field < names.Length; field++)
        {
            json.Raw(names[field]);
            switch (fields[field].Field)
            {
                case PageInfoField.HasNextPage:
                    json.Boolean(page.HasNextPage);
                    break;
                case PageInfoField.HasPreviousPage:
                    json.Boolean(page.HasPreviousPage);
                    break;
                case PageInfoField.StartCursor:
                    Cursor(json, page, 0);
                    break;
                case PageInfoField.EndCursor:
                    Cursor(json, page, page.Count - 1);
                    break;
                default:
                    json.Raw("\"PageInfo\""u8);
                    break;
            }
        }

        json.Raw((byte)'}');
    }

    private void Cursor(JsonBuffer json, in PageResult page, int position)
    {
        if (page.Count == 0)
        {
            json.Null();
            return;
        }

        var row = page.First;
        for (var passed = 0; passed < position; passed++)
        {
            row = page.Next(row);
        }

        json.Raw(page.Piece(row, cursorPiece));
    }
}

/// <summary>The fields of PageInfo.</summary>
internal enum PageInfoField
{
    HasNextPage,
    HasPreviousPage,
    StartCursor,
    EndCursor,
    TypeName,
}

/// <summary>One page of one connection, as read.</summary>
internal readonly struct PageResult
{
    private readonly RowJsonStore? store;
    private readonly SelectBinding binding;

    public PageResult(Select select, ResultContext context, long key)
    {
        store = context.Stores[select.Index];
        binding = context.Binding(select);
        Total = context.Counts[select.Index]?.GetValueOrDefault(key) ?? 0;
        var read = store?.Count(key) ?? 0;
        HasMore = read > binding.PageSize;
        Count = HasMore ? binding.PageSize!.Value : read;
        // Rows were chained in the list's order; the one read too many is the last one read.
        First = store?.First(key) ?? -1;
        if (HasMore && binding.Backward)
        {
            First = store!.Next(First);
        }
    }

    /// <summary>The first row of the page; -1 where it is empty.</summary>
    public int First { get; }

    /// <summary>Rows of the page.</summary>
    public int Count { get; }

    /// <summary>Rows of the whole list.</summary>
    public long Total { get; }

    /// <summary>Whether there was one row more than the page holds.</summary>
    public bool HasMore { get; }

    public bool HasNextPage => binding.Backward ? binding.Before is not null : HasMore || binding.Before is not null;

    public bool HasPreviousPage => binding.Backward ? HasMore || binding.After is not null : binding.After is not null;

    public int Next(int row) => store!.Next(row);

    public ReadOnlySpan<byte> Piece(int row, int piece) => store!.Piece(row, piece);
}
