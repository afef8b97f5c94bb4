using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Schema.Rows;

namespace KGPlanGraph.Api.Addresses;

/// <summary>Writes rows in one format. Whatever it writes to takes bytes without waiting.</summary>
internal abstract class RowWriter : IDisposable
{
    /// <summary>The writer of a format.</summary>
    /// <param name="format">Not JSON, which is no stream of rows.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="target">Where to.</param>
    public static RowWriter For(RowFormat format, IReadOnlyList<RowColumn> columns, Stream target) => format switch
    {
        RowFormat.Csv => new CsvRowWriter(columns, target),
        RowFormat.Xlsx => new XlsxRowWriter(columns, target),
        _ => new LineRowWriter(target),
    };

    /// <summary>Writes what stands before the rows.</summary>
    /// <param name="first">The first rows, which are written afterwards; widths follow them.</param>
    public virtual void Begin(IReadOnlyList<JsonElement> first)
    {
    }

    /// <summary>Writes one row.</summary>
    public abstract void Write(JsonElement row);

    /// <summary>Hands on what is still held back.</summary>
    public virtual void Flush()
    {
    }

    /// <summary>Writes what stands behind the rows. Without it the output is no whole one.</summary>
    public virtual void End()
    {
    }

    public virtual void Dispose()
    {
    }
}

/// <summary>JSON Lines: each row's JSON and a line feed.</summary>
internal sealed class LineRowWriter(Stream target) : RowWriter
{
    public override void Write(JsonElement row)
    {
        target.Write(JsonMarshal.GetRawUtf8Value(row));
        target.WriteByte((byte)'\n');
    }
}

/// <summary>CSV as in RFC 4180, with a byte order mark, by which Excel knows UTF-8.</summary>
internal sealed class CsvRowWriter(IReadOnlyList<RowColumn> columns, Stream target) : RowWriter
{
    private readonly StreamWriter text = new(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };

    public override void Begin(IReadOnlyList<JsonElement> first)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            Field(index, columns[index].Name);
        }

        text.WriteLine();
    }

    public override void Write(JsonElement row)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            var column = columns[index];
            if (column.Kind == RowValueKind.List)
            {
                Field(index, Harmless(column.JoinedOf(row)));
                continue;
            }

            var value = column.ValueOf(row);
            Field(index, value.ValueKind switch
            {
                JsonValueKind.Undefined => "",
                JsonValueKind.String => Harmless(value.GetString()!),
                _ => value.GetRawText(),
            });
        }

        text.WriteLine();
    }

    public override void Flush() => text.Flush();

    public override void End() => text.Flush();

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

        if (value.AsSpan().ContainsAny(",\"\r\n"))
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
