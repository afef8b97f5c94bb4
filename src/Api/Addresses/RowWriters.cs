using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Schema.Rows;
using SpreadCheetah;

namespace KGPlanGraph.Api.Addresses;

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

/// <summary>CSV as in RFC 4180, with a byte order mark, by which Excel knows UTF-8.</summary>
internal sealed class CsvRowWriter(IReadOnlyList<RowColumn> columns, Stream target) : RowWriter
{
    private readonly StreamWriter text = new(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 16_384, leaveOpen: true) { NewLine = "\r\n" };

    public override ValueTask BeginAsync(IReadOnlyList<JsonElement> first, CancellationToken cancellationToken)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            Field(index, columns[index].Name);
        }

        text.WriteLine();
        return default;
    }

    public override async ValueTask WriteAsync(IReadOnlyList<JsonElement> page, CancellationToken cancellationToken)
    {
        foreach (var row in page)
        {
            for (var index = 0; index < columns.Count; index++)
            {
                Field(index, columns[index].ValueOf(row) switch
                {
                    { ValueKind: JsonValueKind.Undefined } => "",
                    { ValueKind: JsonValueKind.String } value => Harmless(value.GetString()!),
                    { ValueKind: JsonValueKind.Array } => columns[index].JoinedOf(row, out var isText) is var joined && isText ? Harmless(joined) : joined,
                    var value => value.GetRawText(),
                });
            }

            text.WriteLine();
        }

        await text.FlushAsync(cancellationToken);
    }

    public override async ValueTask EndAsync(CancellationToken cancellationToken) => await text.FlushAsync(cancellationToken);

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

    private void Field(int index, string value)
    {
        if (index > 0)
        {
            text.Write(',');
        }

        // A line without anything would be no row to most readers.
        if (value.AsSpan().ContainsAny(",\"\r\n") || (value.Length == 0 && columns.Count == 1))
        {
            text.Write('"');
            text.Write(value.Replace("\"", "\"\"", StringComparison.Ordinal));
            text.Write('"');
        }
        else
        {
            text.Write(value);
        }
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
