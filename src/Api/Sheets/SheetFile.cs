using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace KGPlanGraph.Api.Sheets;

/// <summary>
/// Reads an Excel workbook (.xlsx) as any program may have written it: values as they are shown by their kind, days and percentages by the number format of
/// their cells. Formulas count with their last result. Bounded in what it unpacks.
/// </summary>
internal sealed partial class SheetFile
{
    /// <summary>The largest file.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    private const int MostUnpacked = 64 * 1024 * 1024;
    private const int MostRows = 20_000;
    private const int MostCells = 500_000;

    private static readonly XmlReaderSettings Xml = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };

    private readonly ZipArchive archive;
    private readonly CancellationToken cancellationToken;
    private readonly List<string> texts = [];
    private readonly List<(bool IsDay, bool IsPercent)> formats = [];
    private bool from1904;
    private long left = MostUnpacked;
    private int cells;

    private SheetFile(ZipArchive archive, CancellationToken cancellationToken) => (this.archive, this.cancellationToken) = (archive, cancellationToken);

    /// <summary>The sheets' rows, in the order of the workbook; empty rows are left out.</summary>
    /// <exception cref="InvalidDataException">It is no workbook, a broken one, or one that is too large.</exception>
    public static IReadOnlyList<IReadOnlyList<SheetRow>> Read(byte[] file, CancellationToken cancellationToken)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            return new SheetFile(archive, cancellationToken).Read();
        }
        catch (Exception fault) when (fault is XmlException or FormatException or OverflowException or ArgumentException or NotSupportedException or IOException)
        {
            throw new InvalidDataException("The file is no Excel workbook.", fault);
        }
    }

    private List<IReadOnlyList<SheetRow>> Read()
    {
        var workbook = Related("", "officeDocument").FirstOrDefault().Target ?? "xl/workbook.xml";
        var sheets = new List<string>();
        using (var xml = Open(workbook) ?? throw new InvalidDataException("The file has no workbook."))
        {
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
                {
                    from1904 = xml.GetAttribute("date1904") is "1" or "true" or "on";
                }
                else if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && Attribute(xml, "id") is { } id)
                {
                    sheets.Add(id);
                }
            }
        }

        var parts = Related(workbook, null).ToDictionary(part => part.Id, part => part, StringComparer.Ordinal);
        ReadTexts(parts.Values.FirstOrDefault(part => part.Type == "sharedStrings").Target);
        ReadFormats(parts.Values.FirstOrDefault(part => part.Type == "styles").Target);
        return [.. sheets.Where(parts.ContainsKey).Select(id => ReadRows(parts[id].Target))];
    }

    private void ReadTexts(string? part)
    {
        using var xml = part is null ? null : Open(part);
        while (xml?.Read() == true)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                texts.Add(ReadText(xml, "si"));
            }
        }
    }

    private void ReadFormats(string? part)
    {
        using var xml = part is null ? null : Open(part);
        var own = new Dictionary<int, string>();
        var isOfCells = false;
        while (xml?.Read() == true)
        {
            switch (xml.LocalName)
            {
                case "numFmt" when xml.NodeType == XmlNodeType.Element && int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id):
                    own[id] = xml.GetAttribute("formatCode") ?? "";
                    break;
                case "cellXfs":
                    isOfCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
                    break;
                case "xf" when isOfCells && xml.NodeType == XmlNodeType.Element:
                    var number = int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
                    formats.Add(Format(number, own.GetValueOrDefault(number)));
                    break;
            }
        }
    }

    // The numbers are the built-in formats of days, those of East Asian programs among them.
    private static (bool IsDay, bool IsPercent) Format(int number, string? code)
    {
        if (code is null)
        {
            return (number is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58, number is 9 or 10);
        }

        var bare = Literals().Replace(code, "");
        return (bare.AsSpan().IndexOfAny("yYdD") >= 0 || (bare.AsSpan().IndexOfAny("mM") >= 0 && bare.AsSpan().IndexOfAny("0#") < 0), bare.Contains('%', StringComparison.Ordinal));
    }

    private List<SheetRow> ReadRows(string part)
    {
        var rows = new List<SheetRow>();
        using var xml = Open(part);
        var (number, column) = (0, 0);
        Dictionary<int, SheetCell>? row = null;
        while (xml?.Read() == true)
        {
            if (xml.LocalName == "row" && xml.NodeType == XmlNodeType.Element)
            {
                number = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : number + 1;
                (row, column) = ([], 0);
                if (rows.Count == MostRows)
                {
                    throw new InvalidDataException("The sheet has too many rows.");
                }
            }
            else if (xml.LocalName == "c" && xml.NodeType == XmlNodeType.Element && row is not null)
            {
                column = ColumnOf(xml.GetAttribute("r")) ?? column + 1;
                if (ReadCell(xml) is { } cell)
                {
                    row[column] = cell;
                }
            }

            if (xml.LocalName == "row" && (xml.NodeType == XmlNodeType.EndElement || xml.IsEmptyElement) && row is { Count: > 0 })
            {
                rows.Add(new(number, row));
                row = null;
            }
        }

        return rows;
    }

    private SheetCell? ReadCell(XmlReader xml)
    {
        if (++cells > MostCells)
        {
            throw new InvalidDataException("The workbook has too many cells.");
        }

        var type = xml.GetAttribute("t") ?? "n";
        var format = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var style) && style < formats.Count ? formats[style] : default;
        string? value = null;
        if (!xml.IsEmptyElement)
        {
            while (xml.Read() && !(xml.LocalName == "c" && xml.NodeType == XmlNodeType.EndElement))
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "v" })
                {
                    value = xml.IsEmptyElement ? "" : ReadText(xml, "v");
                }
                else if (xml is { NodeType: XmlNodeType.Element, LocalName: "is" })
                {
                    value = xml.IsEmptyElement ? "" : ReadText(xml, "is");
                }
            }
        }

        if (value is null)
        {
            return null;
        }

        return type switch
        {
            "s" => int.TryParse(value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var text) && text >= 0 && text < texts.Count
                ? SheetCell.Of(texts[text])
                : throw new InvalidDataException("A cell refers to a text that is not there."),
            "n" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? new SheetCell(number.ToString("R", CultureInfo.InvariantCulture), number, DayOf(number), format.IsDay, format.IsPercent)
                : SheetCell.Of(value),
            _ => SheetCell.Of(value),
        };
    }

    // Excel counts a 29 February 1900, and so do those who write for it.
    private DateOnly? DayOf(double number)
    {
        var days = Math.Floor(number) + (from1904 ? 1_462 : 0);
        return days is >= 61 and < 2_958_466 ? new DateOnly(1899, 12, 30).AddDays((int)days) : null;
    }

    // The texts of runs; what tells how to pronounce them is left out.
    private static string ReadText(XmlReader xml, string element)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var (text, pronounced) = (new StringBuilder(), 0);
        while (xml.Read() && !(xml.LocalName == element && xml.NodeType == XmlNodeType.EndElement))
        {
            if (xml.LocalName == "rPh")
            {
                pronounced += xml.NodeType == XmlNodeType.EndElement ? -1 : xml.IsEmptyElement ? 0 : 1;
            }
            else if (pronounced == 0 && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                text.Append(xml.Value);
            }
        }

        return Escaped().Replace(text.ToString(), found => ((char)int.Parse(found.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
    }

    private IEnumerable<(string Id, string Type, string Target)> Related(string part, string? type)
    {
        var folder = part[..(part.LastIndexOf('/') + 1)];
        using var xml = Open($"{folder}_rels/{part[folder.Length..]}.rels");
        while (xml?.Read() == true)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("Type") is { } full && xml.GetAttribute("Target") is { } target)
            {
                var kind = full[(full.LastIndexOf('/') + 1)..];
                if (type is null || kind == type)
                {
                    yield return (xml.GetAttribute("Id") ?? "", kind, target.StartsWith('/') ? target[1..] : folder + target);
                }
            }
        }
    }

    private XmlReader? Open(string part)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var entry = archive.Entries.FirstOrDefault(entry => entry.FullName.Replace('\\', '/').Equals(part, StringComparison.OrdinalIgnoreCase));
        if (entry is null)
        {
            return null;
        }

        // An archive's own figures may lie: what comes out is counted.
        var unpacked = new MemoryStream();
        using var stream = entry.Open();
        var buffer = new byte[81_920];
        while (stream.Read(buffer) is > 0 and var read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            left -= read;
            if (left < 0)
            {
                throw new InvalidDataException("The workbook is too large.");
            }

            unpacked.Write(buffer, 0, read);
        }

        unpacked.Position = 0;
        return XmlReader.Create(unpacked, Xml);
    }

    private static string? Attribute(XmlReader xml, string localName)
    {
        string? value = null;
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            // r:id, in either of two namespaces; sheetId is another.
            value = xml.LocalName == localName ? xml.Value : value;
        }

        xml.MoveToElement();
        return value;
    }

    // B7 → 2
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (!char.IsAsciiLetter(letter))
            {
                break;
            }

            column = (column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1);
        }

        return column is > 0 and <= 16_384 ? column : null;
    }

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();

    [GeneratedRegex("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*\\]")]
    private static partial Regex Literals();
}

/// <summary>A row that holds something.</summary>
/// <param name="Number">From 1, as Excel shows it.</param>
/// <param name="Cells">By column, from 1.</param>
internal sealed record SheetRow(int Number, IReadOnlyDictionary<int, SheetCell> Cells);

/// <summary>A cell that holds something.</summary>
/// <param name="Text">Its value as a text.</param>
/// <param name="Number">Its value as a number; null for a text.</param>
/// <param name="Day">The day that the number would be.</param>
/// <param name="ShowsDay">Whether the cell shows its number as a day.</param>
/// <param name="ShowsPercent">Whether the cell shows its number times a hundred.</param>
internal sealed record SheetCell(string Text, double? Number, DateOnly? Day, bool ShowsDay, bool ShowsPercent)
{
    public static SheetCell Of(string text) => new(text, null, null, false, false);

    public bool IsBlank => string.IsNullOrWhiteSpace(Text);
}
