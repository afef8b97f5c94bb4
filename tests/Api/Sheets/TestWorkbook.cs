using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace KGPlanGraph.Tests.Api.Sheets;

/// <summary>Writes workbooks as other programs do: texts inside the cells or shared, days by several formats and both beginnings of time.</summary>
internal sealed class TestWorkbook(bool from1904 = false, bool sharesTexts = false)
{
    /// <summary>The formats of cells: none, a built-in and an own one of days, percent.</summary>
    public const int Plain = 0;
    public const int Day = 1;
    public const int OwnDay = 2;
    public const int PercentStyle = 3;

    private readonly SortedDictionary<int, SortedDictionary<int, string>> rows = [];
    private readonly List<string> texts = [];

    /// <summary>Puts a text into a cell; row and column from 1.</summary>
    public TestWorkbook Text(int row, int column, string text)
    {
        if (sharesTexts)
        {
            texts.Add(text);
            return Put(row, column, "t=\"s\"", $"<v>{texts.Count - 1}</v>");
        }

        return Put(row, column, "t=\"inlineStr\"", $"<is><r><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></r></is>");
    }

    public TestWorkbook Number(int row, int column, double number, int style = Plain) =>
        Put(row, column, $"s=\"{style}\"", $"<v>{number.ToString("R", CultureInfo.InvariantCulture)}</v>");

    public TestWorkbook DayAs(int row, int column, DateOnly day, int style) =>
        Number(row, column, day.DayNumber - new DateOnly(1899, 12, 30).DayNumber - (from1904 ? 1_462 : 0) + 0.4, style);

    public byte[] ToArray()
    {
        var target = new MemoryStream();
        using (var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            const string Types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
            Add(archive, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            Add(archive, "_rels/.rels", $"<Relationships><Relationship Id=\"r1\" Type=\"{Types}/officeDocument\" Target=\"/book/main.xml\"/></Relationships>");
            Add(archive, "book/_rels/main.xml.rels", $"""
                <Relationships><Relationship Id="a" Type="{Types}/styles" Target="styles.xml"/><Relationship Id="b" Type="{Types}/sharedStrings" Target="texts.xml"/>
                <Relationship Id="first" Type="{Types}/worksheet" Target="sheets/notes.xml"/><Relationship Id="second" Type="{Types}/worksheet" Target="/book/sheets/s.xml"/></Relationships>
                """);
            Add(archive, "book/main.xml", $"""
                <x:workbook xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{Types}"><x:workbookPr date1904="{(from1904 ? 1 : 0)}"/>
                <x:sheets><x:sheet name="Ghi chú" sheetId="7" r:id="first"/><x:sheet name="Báo cáo" sheetId="8" r:id="second"/></x:sheets></x:workbook>
                """);
            Add(archive, "book/styles.xml", """
                <styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-42A]dd\/mm\/yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs>
                <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>
                """);
            Add(archive, "book/texts.xml", $"<sst>{string.Concat(texts.Select(text => $"<si><t>{SecurityElement.Escape(text)}</t><rPh><t>x</t></rPh></si>"))}</sst>");
            Add(archive, "book/sheets/notes.xml", "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Hướng dẫn</t></is></c></row></sheetData></worksheet>");
            Add(archive, "book/sheets/s.xml", $"<worksheet><sheetData>{string.Concat(rows.Select(row => $"<row r=\"{row.Key}\">{string.Concat(row.Value.Values)}</row>"))}</sheetData></worksheet>");
        }

        return target.ToArray();
    }

    private static void Add(ZipArchive archive, string name, string text)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write(text);
    }

    private TestWorkbook Put(int row, int column, string attributes, string value)
    {
        if (!rows.TryGetValue(row, out var cells))
        {
            rows.Add(row, cells = []);
        }

        cells[column] = $"<c r=\"{(char)('A' + column - 1)}{row}\" {attributes}>{value}</c>";
        return this;
    }
}
