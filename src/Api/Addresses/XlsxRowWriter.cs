using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using KGPlanGraph.Schema.Rows;

namespace KGPlanGraph.Api.Addresses;

/// <summary>
/// An Excel workbook (ECMA-376) with one sheet: a bold header that stays in sight and filters, columns as wide as their first rows, numbers and days as such.
/// The parts are written one after the other as the rows come, which libraries over System.IO.Packaging cannot do: they need a whole file to seek in.
/// </summary>
internal sealed partial class XlsxRowWriter : RowWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>Excel refuses a file with a longer text in a cell.</summary>
    private const int LongestText = 32_767;


    private const int Bold = 1;
    private const int Day = 2;
    private const int Instant = 3;

    // Excel counts the 29 February 1900, which was none: days before March 1900 stay texts.
    private static readonly DateOnly Zero = new(1899, 12, 30);
    private static readonly DateOnly First = new(1900, 3, 1);

    private static readonly (string Name, string Text)[] Parts =
    [
        ("[Content_Types].xml", """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
            """),
        ("_rels/.rels", """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """),
        ("xl/workbook.xml", """
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>
            """),
        ("xl/_rels/workbook.xml.rels", """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
            """),
        ("xl/styles.xml", """
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>
            """),
    ];

    private readonly IReadOnlyList<RowColumn> columns;
    private readonly ZipArchive zip;
    private XmlWriter? xml;
    private Stream? sheet;
    private int rows;

    public XlsxRowWriter(IReadOnlyList<RowColumn> columns, Stream target)
    {
        this.columns = columns;
        zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
    }

    public override void Begin(IReadOnlyList<JsonElement> first)
    {
        foreach (var (name, text) in Parts)
        {
            using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
            part.Write(Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n" + text.Trim()));
        }

        sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
        xml = XmlWriter.Create(sheet, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize, CloseOutput = false });
        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement("worksheet", Main);
        xml.WriteRaw("""<sheetViews><sheetView workbookViewId="0" tabSelected="1"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        xml.WriteStartElement("cols", Main);
        for (var index = 0; index < columns.Count; index++)
        {
            xml.WriteRaw(string.Create(
                CultureInfo.InvariantCulture, $"<col min=\"{index + 1}\" max=\"{index + 1}\" width=\"{WidthOf(columns[index], first)}\" customWidth=\"1\"/>"));
        }

        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Main);
        BeginRow();
        for (var index = 0; index < columns.Count; index++)
        {
            Text(index, columns[index].Name, Bold);
        }

        xml.WriteEndElement();
    }

    public override void Write(JsonElement row)
    {
        BeginRow();
        for (var index = 0; index < columns.Count; index++)
        {
            Cell(index, columns[index], row);
        }

        xml!.WriteEndElement();
    }

    public override void End()
    {
        xml!.WriteEndElement();
        xml.WriteRaw($"<autoFilter ref=\"A1:{NameOf(columns.Count - 1)}{rows}\"/>");
        xml.WriteEndElement();
        xml.WriteEndDocument();
        xml.Dispose();
        sheet!.Dispose();
        // The directory of the archive.
        zip.Dispose();
    }

    private void BeginRow()
    {
        rows++;
        xml!.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", rows.ToString(CultureInfo.InvariantCulture));
    }

    private void Cell(int index, RowColumn column, JsonElement row)
    {
        if (column.Kind == RowValueKind.List)
        {
            Text(index, column.JoinedOf(row), 0);
            return;
        }

        var value = column.ValueOf(row);
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined:
                return;
            case JsonValueKind.Number when IsExact(value):
                Value(index, value.GetRawText(), null, 0);
                return;
            case JsonValueKind.True or JsonValueKind.False:
                Value(index, value.ValueKind == JsonValueKind.True ? "1" : "0", "b", 0);
                return;
            case JsonValueKind.String when column.Kind == RowValueKind.Date
                && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= First:
                Value(index, (day.DayNumber - Zero.DayNumber).ToString(CultureInfo.InvariantCulture), null, Day);
                return;
            case JsonValueKind.String when column.Kind == RowValueKind.Instant && value.TryGetDateTimeOffset(out var instant):
                Value(index, instant.UtcDateTime.ToOADate().ToString("R", CultureInfo.InvariantCulture), null, Instant);
                return;
            default:
                Text(index, value.ToString(), 0);
                return;
        }
    }

    // Excel keeps 15 digits of a number; what has more is a text.
    private static bool IsExact(JsonElement value) => !value.TryGetInt64(out var whole) || Math.Abs((decimal)whole) < 1_000_000_000_000_000m;

    private void Value(int index, string value, string? type, int style)
    {
        xml!.WriteStartElement("c", Main);
        xml.WriteAttributeString("r", $"{NameOf(index)}{rows}");
        if (style > 0)
        {
            xml.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        }

        if (type is not null)
        {
            xml.WriteAttributeString("t", type);
        }

        xml.WriteElementString("v", Main, value);
        xml.WriteEndElement();
    }

    // In the row itself, since the table of shared texts would have to be kept until the end. A text is never a formula here.
    private void Text(int index, string value, int style)
    {
        if (value.Length == 0)
        {
            return;
        }

        xml!.WriteStartElement("c", Main);
        xml.WriteAttributeString("r", $"{NameOf(index)}{rows}");
        if (style > 0)
        {
            xml.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        }

        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is", Main);
        xml.WriteStartElement("t", Main);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(Writable(value));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Writable(string value)
    {
        if (value.Length > LongestText)
        {
            var cut = char.IsHighSurrogate(value[LongestText - 2]) ? LongestText - 2 : LongestText - 1;
            value = value[..cut] + "…";
        }

        value = Escaped().Replace(value, "_x005F_$1");
        for (var index = 0; index < value.Length; index++)
        {
            if (!XmlConvert.IsXmlChar(value[index]) && !char.IsSurrogate(value[index]))
            {
                return string.Concat(value.Select(character => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character) ? character : '\uFFFD'));
            }
        }

        return value;
    }

    private static int WidthOf(RowColumn column, IReadOnlyList<JsonElement> first)
    {
        var longest = column.Name.Length + 3;
        foreach (var row in first)
        {
            longest = Math.Max(longest, column.Kind == RowValueKind.List ? column.JoinedOf(row).Length : column.ValueOf(row) is { ValueKind: not JsonValueKind.Undefined } value ? value.ToString().Length : 0);
        }

        return Math.Clamp(longest + 1, 8, 60);
    }

    // A, B, …, Z, AA, …
    private static string NameOf(int index)
    {
        var name = "";
        for (var rest = index + 1; rest > 0; rest = (rest - 1) / 26)
        {
            name = (char)('A' + ((rest - 1) % 26)) + name;
        }

        return name;
    }

    // How Excel writes what XML cannot: a text of this form would be read as one character.
    [GeneratedRegex("_(x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escaped();
}
