using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Schema.Rows;
using SpreadCheetah;

namespace KGPlanGraph.Api.Rows;

/// <summary>Writes rows in one format.</summary>
internal abstract class RowWriter : IAsyncDisposable
{
    /// <summary>The writer of a format.</summary>
    /// <param name="format">Not JSON, which is no stream of rows.</param>
    /// <param name="rows">What is to be written.</param>
    /// <param name="target">Where to; it stays open.</param>
    public static RowWriter For(RowFormat format, RowStream rows, Stream target) => format switch
    {
        RowFormat.Csv => new CsvRowWriter(rows.Columns, target),
        RowFormat.Xlsx => new XlsxRowWriter(rows, target),
        _ => new LineRowWriter(target),
    };

    /// <summary>Writes what stands before the rows.</summary>
    /// <param name="first">The first rows, which are written afterwards; widths follow them.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public virtual ValueTask BeginAsync(IReadOnlyList<JsonElement> first, CancellationToken cancellationToken) => default;

    /// <summary>Writes rows.</summary>
    public abstract ValueTask WriteAsync(IReadOnlyList<JsonElement> page, CancellationToken cancellationToken);

    /// <summary>Writes what stands behind the rows. Without it the output is no whole one.</summary>
    public virtual ValueTask EndAsync(CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => default;
}

/// <summary>JSON Lines: each row's JSON and a line feed.</summary>
internal sealed class LineRowWriter(Stream target) : RowWriter
{
    public override ValueTask WriteAsync(IReadOnlyList<JsonElement> page, CancellationToken cancellationToken)
    {
        foreach (var row in page)
        {
            target.Write(JsonMarshal.GetRawUtf8Value(row));
            target.WriteByte((byte)'\n');
        }

        return default;
    }
}

/// <summary>CSV as in RFC 4180, with a byte order mark, by which Excel knows UTF-8. What the rows have as it is needed goes there as bytes: no string is made of it.</summary>
internal sealed class CsvRowWriter(IReadOnlyList<RowColumn> columns, Stream target) : RowWriter
{
    private static readonly SearchValues<byte> Quoted = SearchValues.Create(",\"\r\n"u8);

    private readonly ArrayBufferWriter<byte> text = new(64 * 1024);

    public override ValueTask BeginAsync(IReadOnlyList<JsonElement> first, CancellationToken cancellationToken)
    {
        text.Write(Encoding.UTF8.Preamble);
        for (var index = 0; index < columns.Count; index++)
        {
            Field(index, Encoding.UTF8.GetBytes(columns[index].Name));
        }

        text.Write("\r\n"u8);
        return default;
    }

    public override ValueTask WriteAsync(IReadOnlyList<JsonElement> page, CancellationToken cancellationToken)
    {
        foreach (var row in page)
        {
            for (var index = 0; index < columns.Count; index++)
            {
                Field(index, columns[index], row);
            }

            text.Write("\r\n"u8);
            if (text.WrittenCount > 48 * 1024)
            {
                HandOn();
            }
        }

        HandOn();
        return default;
    }

    public override ValueTask EndAsync(CancellationToken cancellationToken)
    {
        HandOn();
        return default;
    }

    /// <summary>
    /// A text that a spreadsheet would take for a formula, with an apostrophe before it, also where it stands behind white space or in full-width signs.
    /// https://owasp.org/www-community/attacks/CSV_Injection
    /// </summary>
    internal static string Harmless(string value)
    {
        foreach (var character in value)
        {
            if (character is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠')
            {
                return "'" + value;
            }

            var isBlank = char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format;
            if (!isBlank)
            {
                break;
            }
        }

        return value;
    }

    private void Field(int index, RowColumn column, JsonElement row)
    {
        var value = column.ValueOf(row);
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined:
                Field(index, default);
                break;
            case JsonValueKind.Array:
                var joined = column.JoinedOf(row, out var isText);
                Field(index, Encoding.UTF8.GetBytes(isText ? Harmless(joined) : joined));
                break;
            case JsonValueKind.String when JsonMarshal.GetRawUtf8Value(value)[1..^1] is var raw && IsPlain(raw):
                Field(index, raw);
                break;
            case JsonValueKind.String:
                Field(index, Encoding.UTF8.GetBytes(Harmless(value.GetString()!)));
                break;
            default:
                Field(index, JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }

    // Without an escape, and beginning with a letter, a digit or a sign that no spreadsheet minds: most texts, Vietnamese ones too. All others are looked at more closely.
    private static bool IsPlain(ReadOnlySpan<byte> json) => !json.Contains((byte)'\\') && json switch
    {
        [] => true,
        [(byte)'=' or (byte)'+' or (byte)'-' or (byte)'@', ..] => false,
        [> 0x20 and < 0x7F, ..] or [>= 0xC3 and <= 0xC6, ..] or [0xE1, 0xBA or 0xBB, ..] => true,
        _ => false,
    };

    private void Field(int index, ReadOnlySpan<byte> value)
    {
        if (index > 0)
        {
            text.Write(","u8);
        }

        // A line without anything would be no row to most readers.
        if (!value.ContainsAny(Quoted) && (value.Length > 0 || columns.Count > 1))
        {
            text.Write(value);
            return;
        }

        text.Write("\""u8);
        for (var quote = value.IndexOf((byte)'"'); quote >= 0; quote = value.IndexOf((byte)'"'))
        {
            text.Write(value[..(quote + 1)]);
            text.Write("\""u8);
            value = value[(quote + 1)..];
        }

        text.Write(value);
        text.Write("\""u8);
    }

    private void HandOn()
    {
        target.Write(text.WrittenSpan);
        text.ResetWrittenCount();
    }
}

/// <summary>A workbook with one sheet, named by the list.</summary>
internal sealed class XlsxRowWriter(RowStream rows, Stream target) : RowWriter
{
    // Excel keeps 15 digits of a number; what has more stays a text.
    private const decimal LeastInexact = 1_000_000_000_000_000m;

    private readonly Cell[] cells = new Cell[rows.Columns.Count];
    private Workbook? workbook;

    public override async ValueTask BeginAsync(IReadOnlyList<JsonElement> first, CancellationToken cancellationToken)
    {
        workbook = await Workbook.BeginAsync(target, cancellationToken);
        var columns = rows.Columns.Select(column => (column.Name, first.Select(row => TextOf(column, row).Length).DefaultIfEmpty().Max())).ToList();
        await workbook.BeginSheetAsync(rows.Name, columns, rows.Count, cancellationToken);
    }

    public override async ValueTask WriteAsync(IReadOnlyList<JsonElement> page, CancellationToken cancellationToken)
    {
        foreach (var row in page)
        {
            for (var index = 0; index < cells.Length; index++)
            {
                cells[index] = CellOf(rows.Columns[index], row);
            }

            await workbook!.WriteRowAsync(cells, cancellationToken);
        }
    }

    public override ValueTask EndAsync(CancellationToken cancellationToken) => workbook!.EndAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        if (workbook is not null)
        {
            await workbook.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private Cell CellOf(RowColumn column, JsonElement row) => column.ValueOf(row) switch
    {
        { ValueKind: JsonValueKind.Undefined } => default,
        { ValueKind: JsonValueKind.True } => new Cell(true),
        { ValueKind: JsonValueKind.False } => new Cell(false),
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out var whole) => Math.Abs((decimal)whole) < LeastInexact ? new Cell(whole) : Workbook.Text(value.GetRawText()),
        { ValueKind: JsonValueKind.Number } value => new Cell(value.GetDouble()),
        { ValueKind: JsonValueKind.String } value when column.Kind == RowValueKind.Date
            && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => workbook!.Day(day),
        { ValueKind: JsonValueKind.String } value when column.Kind == RowValueKind.Instant && value.TryGetDateTimeOffset(out var instant) => workbook!.Instant(instant),
        _ => Workbook.Text(TextOf(column, row)),
    };

    private static string TextOf(RowColumn column, JsonElement row) => column.ValueOf(row) switch
    {
        { ValueKind: JsonValueKind.Undefined } => "",
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        { ValueKind: JsonValueKind.Array } => column.JoinedOf(row, out _),
        var value => value.GetRawText(),
    };
}
