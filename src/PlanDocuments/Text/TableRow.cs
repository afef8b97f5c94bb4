
namespace KGPlanGraph.PlanDocuments.Text;

/// <summary>A row of a table of tasks, its cells by what their columns say.</summary>
/// <param name="Task">What is to be done.</param>
/// <param name="Lead">Who leads; empty where the table does not tell.</param>
/// <param name="Coordinators">Who coordinates.</param>
/// <param name="Time">By when.</param>
/// <param name="Output">What is to be handed in.</param>
/// <param name="Others">Cells of columns that nobody knows, with their headers.</param>
internal sealed record TableRow(string Task, string Lead, string Coordinators, string Time, string Output, IReadOnlyList<(string Header, string Cell)> Others);

/// <summary>What a column of a table of tasks holds.</summary>
internal enum TableColumn
{
    Other,
    Number,
    Task,
    Lead,
    Coordinators,
    Time,
    Output,
}

/// <summary>The header of a table of tasks: what each column holds.</summary>
internal sealed class TableHeader
{
    private static readonly Phrases Numbers = new("STT", "TT", "số TT", "số thứ tự", "mã số");
    private static readonly (TableColumn Column, Phrases Words)[] Columns =
    [
        (TableColumn.Coordinators, new Phrases("phối hợp")),
        (TableColumn.Lead, new Phrases(
            "chủ trì", "đầu mối", "cơ quan thực hiện", "đơn vị thực hiện", "chịu trách nhiệm", "phân công", "cơ quan tham mưu", "đơn vị tham mưu",
            "đơn vị, cá nhân thực hiện", "cơ quan, đơn vị thực hiện")),
        (TableColumn.Time, new Phrases("thời gian", "thời hạn", "tiến độ", "thời điểm", "hoàn thành")),
        (TableColumn.Output, new Phrases("sản phẩm", "kết quả", "đầu ra")),
        (TableColumn.Task, new Phrases("nhiệm vụ", "nội dung", "công việc", "hoạt động", "tên đề án", "đề án", "giải pháp", "tên văn bản", "hạng mục", "danh mục")),
    ];

    /// <summary>A column of nothing but bodies: they do what the next one says.</summary>
    private static readonly Phrases Bodies = new(
        "cơ quan", "cơ quan, đơn vị", "cơ quan/đơn vị", "tên cơ quan", "tên cơ quan, đơn vị", "tên đơn vị", "cơ quan, đơn vị, địa phương", "đơn vị, địa phương", "sở, ngành",
        "sở, ban, ngành", "sở, ngành, địa phương", "các sở, ngành", "cơ quan, địa phương");

    private const int LongestName = 40;
    private readonly string[] names;
    private readonly TableColumn[] columns;

    private TableHeader(string[] names, TableColumn[] columns) => (this.names, this.columns) = (names, columns);

    public int Count => columns.Length;

    /// <summary>The column of the rows' numbers; -1 where there is none.</summary>
    public int NumberColumn => Array.IndexOf(columns, TableColumn.Number);

    /// <summary>Null where the cells are no header of a table of tasks.</summary>
    public static TableHeader? Of(IReadOnlyList<string> cells)
    {
        if (cells.Any(cell => cell.Length > 80))
        {
            return null;
        }

        var columns = new TableColumn[cells.Count];
        for (var i = 0; i < cells.Count; i++)
        {
            var column = ColumnOf(cells[i]);
            columns[i] = column is not TableColumn.Other && columns.AsSpan(0, i).Contains(column) ? TableColumn.Other : column;
        }

        var known = columns.Count(column => column is TableColumn.Lead or TableColumn.Coordinators or TableColumn.Time or TableColumn.Output);
        return known > 0 && columns.Contains(TableColumn.Task) ? new TableHeader([.. cells], columns) : null;
    }

    /// <summary>Whether the cells are this header again, or another: what has a number is a row, whatever words its cells have.</summary>
    public bool IsHeader(IReadOnlyList<string> cells, out TableHeader next)
    {
        next = this;
        if (cells.SequenceEqual(names))
        {
            return true;
        }

        if (NumberColumn < 0 || NumberColumn >= cells.Count || Numbers.At(new Passage(cells[NumberColumn]), 0) == 0 || Of(cells) is not { } other)
        {
            return false;
        }

        next = other;
        return true;
    }

    /// <summary>A second row of the header, which names the columns below "Đơn vị thực hiện": both as one. Null where the row is none.</summary>
    public TableHeader? With(IReadOnlyList<string> below)
    {
        var isNamed = NumberColumn < 0 || NumberColumn >= below.Count || below[NumberColumn].Length == 0 || below[NumberColumn] == names[NumberColumn];
        var filled = below.Where(cell => cell.Length > 0).ToList();
        var isHeader = isNamed && filled.Count > 0 && filled.TrueForAll(cell => cell.Length <= LongestName && (names.Contains(cell) || ColumnOf(cell) is not TableColumn.Other));
        return isHeader && !below.SequenceEqual(names) ? Of([.. names.Select((name, i) => i < below.Count && below[i].Length > 0 ? below[i] : name)]) : null;
    }

    /// <summary>A heading across all columns stands in the first, that of the numbers: its number and its words, each in their column.</summary>
    public IReadOnlyList<string> Spread(IReadOnlyList<string> cells)
    {
        var (number, task) = (NumberColumn, Array.IndexOf(columns, TableColumn.Task));
        if (number < 0 || number >= cells.Count || task >= cells.Count || !cells[number].Contains(' ', StringComparison.Ordinal) || cells.Where((cell, i) => i != number && cell.Length > 0).Any())
        {
            return cells;
        }

        var marker = MarkerReader.Read(cells[number]);
        var spread = cells.ToArray();
        (spread[number], spread[task]) = marker.Kind is MarkerKind.None ? ("", cells[number]) : (marker.Label, marker.Rest);
        return spread;
    }

    public TableRow Row(IReadOnlyList<string> cells)
    {
        var others = columns.Select((column, i) => (column, i)).Where(pair => pair.column == TableColumn.Other && Cell(cells, pair.i).Length > 0)
            .Select(pair => (names[pair.i], Cell(cells, pair.i)));
        return new TableRow(
            Of(TableColumn.Task), Of(TableColumn.Lead), Of(TableColumn.Coordinators), Of(TableColumn.Time), Of(TableColumn.Output), [.. others]);

        string Of(TableColumn column) => Array.IndexOf(columns, column) is var at and >= 0 ? Cell(cells, at) : "";
    }

    /// <summary>"1", "a", "II" without dot or bracket; empty where the row has none.</summary>
    public string Number(IReadOnlyList<string> cells)
    {
        var at = Array.IndexOf(columns, TableColumn.Number);
        return at < 0 ? "" : Cell(cells, at).Trim('.', ')', '(', '/', ' ', '-');
    }

    /// <summary>A row with nothing but a number and a name heads the rows below; so does one whose cells all say the same.</summary>
    public bool IsGroup(IReadOnlyList<string> cells)
    {
        var row = Row(cells);
        var filled = cells.Where((cell, i) => cell.Length > 0 && (i >= columns.Length || columns[i] != TableColumn.Number)).Distinct().Count();
        var isLettered = Number(cells) is { Length: > 0 } number && !char.IsDigit(number[0]) && char.IsUpper(number[0]);
        // "2 | | Sở A": a row that lacks its task, no heading.
        var isLacking = row.Task.Length == 0 && row.Lead.Length + row.Coordinators.Length + row.Time.Length + row.Output.Length > 0;
        return filled == 1 && !isLacking && (isLettered || row.Task.Length == 0 || Number(cells).Length == 0 || cells.Count(cell => cell.Length > 0) > 2
            || Capitals.Are(row.Task));
    }

    private static string Cell(IReadOnlyList<string> cells, int i) => i < cells.Count ? cells[i] : "";

    private static TableColumn ColumnOf(string cell)
    {
        var passage = new Passage(cell);
        if (Numbers.At(passage, 0) > 0)
        {
            return TableColumn.Number;
        }

        if (Bodies.At(passage, 0) is > 0 and var length && length == passage.Count)
        {
            return TableColumn.Lead;
        }

        foreach ((var column, var words) in Columns)
        {
            for (var i = 0; i < passage.Count; i++)
            {
                if (words.At(passage, i) > 0)
                {
                    return column;
                }
            }
        }

        return TableColumn.Other;
    }
}
