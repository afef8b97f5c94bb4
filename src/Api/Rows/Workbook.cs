using System.Globalization;
using System.Text.RegularExpressions;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Validations;
using SpreadCheetah.Worksheets;

namespace KGPlanGraph.Api.Rows;

/// <summary>
/// An Excel workbook that is written while its rows come, to a stream that cannot seek: sheets with a bold header that stays in sight and filters. Numbers, days and instants are real ones;
/// a text is never a formula.
/// </summary>
internal sealed partial class Workbook : IAsyncDisposable
{
    /// <summary>Excel refuses a file with a longer text in a cell.</summary>
    public const int LongestText = 32_767;

    /// <summary>Excel refuses a longer name of a sheet.</summary>
    public const int LongestName = 31;

    private const int Narrowest = 8;
    private const int Widest = 60;

    // Excel counts the 29 February 1900, which was none: what was before March 1900 stays text.
    private static readonly DateTime FirstDay = new(1900, 3, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private static readonly SpreadCheetahOptions Options = new()
    {
        CompressionLevel = SpreadCheetahCompressionLevel.Fastest,
        PreserveStringWhitespace = true,
        WriteCellReferenceAttributes = true,
    };

    private readonly Spreadsheet spreadsheet;
    private readonly StyleId bold;
    private readonly StyleId day;
    private readonly StyleId instant;

    private Workbook(Spreadsheet spreadsheet)
    {
        this.spreadsheet = spreadsheet;
        bold = spreadsheet.AddStyle(new Style { Font = { Bold = true } });
        day = spreadsheet.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd") });
        instant = spreadsheet.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd hh:mm:ss") });
    }

    /// <summary>Begins a workbook.</summary>
    /// <param name="target">Where it goes; it stays open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async ValueTask<Workbook> BeginAsync(Stream target, CancellationToken cancellationToken) =>
        new(await Spreadsheet.CreateNewAsync(target, Options, cancellationToken));

    /// <summary>Begins a sheet with its header; the one before is complete.</summary>
    /// <param name="name">The sheet's; what Excel does not take in names becomes a blank.</param>
    /// <param name="columns">The titles, and how many characters wide their longest value is, as far as known.</param>
    /// <param name="rows">How many rows will follow at most: the filter is for these.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async ValueTask BeginSheetAsync(string name, IReadOnlyList<(string Title, int Longest)> columns, long rows, CancellationToken cancellationToken)
    {
        var options = new WorksheetOptions { FrozenRows = 1 };
        if (columns.Count > 0)
        {
            options.AutoFilter = new AutoFilterOptions(string.Create(CultureInfo.InvariantCulture, $"A1:{ColumnName(columns.Count - 1)}{rows + 1}"));
        }

        for (var index = 0; index < columns.Count; index++)
        {
            // The button of the filter stands beside the title.
            options.Column(index + 1).Width = Math.Clamp(Math.Max(columns[index].Title.Length + 3, columns[index].Longest) + 1, Narrowest, Widest);
        }

        await spreadsheet.StartWorksheetAsync(SheetName(name), options, cancellationToken);
        await spreadsheet.AddRowAsync([.. columns.Select(column => new Cell(Writable(column.Title), bold))], cancellationToken);
    }

    /// <summary>Restricts what may be entered below the header in a column of the sheet that was begun last.</summary>
    /// <param name="column">From 0.</param>
    /// <param name="rows">How many rows follow the header.</param>
    /// <param name="validation">What may be entered.</param>
    public void Restrict(int column, int rows, DataValidation validation) => spreadsheet.AddDataValidation(
        string.Create(CultureInfo.InvariantCulture, $"{ColumnName(column)}2:{ColumnName(column)}{Math.Max(rows, 1) + 1}"), validation);

    /// <summary>Writes a row of the sheet that was begun last.</summary>
    public ValueTask WriteRowAsync(IList<Cell> cells, CancellationToken cancellationToken) => spreadsheet.AddRowAsync(cells, cancellationToken);

    /// <summary>Completes the workbook. Without it the output is no whole one.</summary>
    public ValueTask EndAsync(CancellationToken cancellationToken) => spreadsheet.FinishAsync(cancellationToken);

    /// <summary>A cell with a text; empty for null.</summary>
    public static Cell Text(string? value) => value is null ? default : new Cell(Writable(value));

    /// <summary>A cell with a day.</summary>
    public Cell Day(DateOnly value)
    {
        var time = value.ToDateTime(TimeOnly.MinValue);
        return time < FirstDay ? Text(value.ToString("O", CultureInfo.InvariantCulture)) : new Cell(time, day);
    }

    /// <summary>An empty cell that shows what is entered as a day.</summary>
    public Cell EmptyDay => new((DateTime?)null, day);

    /// <summary>A cell with an instant, in UTC: Excel knows no time zones.</summary>
    public Cell Instant(DateTimeOffset value)
    {
        var time = DateTime.SpecifyKind(value.UtcDateTime, DateTimeKind.Unspecified);
        return time < FirstDay ? Text(value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)) : new Cell(time, instant);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => spreadsheet.DisposeAsync();

    private static string SheetName(string name)
    {
        var taken = Forbidden().Replace(name, " ").Trim().Trim('\'');
        return taken.Length == 0 ? "Sheet1" : taken.Length > LongestName ? taken[..LongestName] : taken;
    }

    private static string Writable(string value)
    {
        if (value.Length > LongestText)
        {
            var cut = char.IsHighSurrogate(value[LongestText - 2]) ? LongestText - 2 : LongestText - 1;
            value = value[..cut] + "…";
        }

        // What XML cannot hold is shown as what it is: unreadable. The library leaves some of it in, of which Excel would say that the file is damaged.
        value = Unwritable().Replace(value, "\uFFFD");
        return Escaped().Replace(value, "_x005F_$1");
    }

    // A, B, …, Z, AA, …
    private static string ColumnName(int index)
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

    [GeneratedRegex(@"[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]")]
    private static partial Regex Unwritable();

    [GeneratedRegex(@"[\[\]:*?/\\]")]
    private static partial Regex Forbidden();
}
