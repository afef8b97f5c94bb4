namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>
/// A table as a grid. What spans rows is repeated in each of them, so that every row says all that holds for it; what spans columns stands in the
/// first of them. A header of several rows becomes one.
/// </summary>
internal sealed class FileTable
{
    private const int MostColumns = 64;
    private const int MostCells = 200_000;
    private const int LongestHeader = 3;

    private readonly List<List<FileCell>> rows = [];
    private int cells;

    /// <summary>Begins a row.</summary>
    public void Row() => rows.Add([]);

    /// <summary>Adds a cell to the last row.</summary>
    public void Cell(FileCell cell)
    {
        if (++cells > MostCells)
        {
            throw new FileRefusedException(FileRefusals.TooComplex);
        }

        rows[^1].Add(cell);
    }

    /// <summary>The grid without empty rows: all rows have the same number of cells.</summary>
    public List<FileCell[]> Rows()
    {
        var grid = new List<FileCell[]>();
        var width = Math.Min(MostColumns, rows.Select(row => row.Sum(cell => Math.Clamp(cell.Columns, 1, MostColumns))).DefaultIfEmpty().Max());
        var above = new (FileCell Cell, int Left)[MostColumns];
        var headerRows = 1;
        foreach (var row in rows)
        {
            var line = new FileCell[MostColumns];
            Array.Fill(line, FileCell.Empty);
            var column = 0;
            foreach (var cell in row)
            {
                column = Inherit(line, above, column, cell);
                if (column >= MostColumns)
                {
                    break;
                }

                line[column] = cell.ContinuesAbove && grid.Count > 0 ? grid[^1][column] : cell;
                if (cell.Rows > 1 && !cell.HasCellsBelow)
                {
                    above[column] = (cell, cell.Rows - 1);
                }

                column += Math.Clamp(cell.Columns, 1, MostColumns);
            }

            column = Inherit(line, above, column, null);
            width = Math.Clamp(column, width, MostColumns);
            if (grid.Count == 0 && row.Any(cell => cell.Columns > 1) && row.Any(cell => cell.Rows is > 1 and <= LongestHeader))
            {
                headerRows = row.Max(cell => Math.Min(cell.Rows, LongestHeader));
            }

            grid.Add(line);
        }

        return Fold(grid, headerRows, width);
    }

    /// <summary>True for what is no table of data: a column or a single row of words in capitals, recipients, a signature.</summary>
    public static bool IsLayout(List<FileCell[]> rows)
    {
        if (rows[0].Length == 1 || rows.Count == 1)
        {
            return true;
        }

        return rows[0].Length <= 3 && rows.Count <= 4 && rows.Any(row => row.Any(cell => IsFrame(cell.Text)));
    }

    private static bool IsFrame(string text)
    {
        string[] signs = ["CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "Độc lập", "Nơi nhận", "TM.", "KT.", "T/M", "Số:", "ĐẢNG CỘNG SẢN"];
        return signs.Any(sign => text.Contains(sign, StringComparison.Ordinal));
    }

    /// <summary>Fills columns that a cell of a row above reaches into; returns the first free one.</summary>
    private static int Inherit(FileCell[] line, (FileCell Cell, int Left)[] above, int column, FileCell? next)
    {
        while (column < MostColumns && above[column].Left > 0)
        {
            var (cell, left) = above[column];
            line[column] = cell;
            above[column] = (cell, left - 1);
            column += Math.Clamp(cell.Columns, 1, MostColumns);
        }

        if (next is not null)
        {
            return column;
        }

        for (var at = column; at < MostColumns; at++)
        {
            if (above[at].Left > 0)
            {
                line[at] = above[at].Cell;
                above[at] = (above[at].Cell, above[at].Left - 1);
                column = at + 1;
            }
        }

        return column;
    }

    private static List<FileCell[]> Fold(List<FileCell[]> grid, int headerRows, int width)
    {
        var folded = new List<FileCell[]>();
        if (headerRows > 1 && headerRows < grid.Count)
        {
            var header = new FileCell[width];
            for (var column = 0; column < width; column++)
            {
                // The lowest row names the column itself: "Cơ quan thực hiện" over "Chủ trì" and "Phối hợp".
                header[column] = grid.Take(headerRows).Select(row => row[column]).LastOrDefault(cell => cell.Text.Length > 0) ?? FileCell.Empty;
            }

            folded.Add(header);
            grid = grid[headerRows..];
        }

        folded.AddRange(grid.Select(row => row[..width]).Where(row => row.Any(cell => cell.Text.Length > 0)));
        return folded;
    }
}

/// <summary>A cell of a table.</summary>
/// <param name="Paragraphs">Its paragraphs.</param>
/// <param name="Columns">How many columns it spans.</param>
/// <param name="Rows">How many rows it spans.</param>
/// <param name="HasCellsBelow">The format gives the rows below a cell of their own for it.</param>
/// <param name="ContinuesAbove">It is such a cell.</param>
internal sealed record FileCell(
    IReadOnlyList<FileParagraph> Paragraphs, int Columns = 1, int Rows = 1, bool HasCellsBelow = false, bool ContinuesAbove = false)
{
    public static readonly FileCell Empty = new([]);

    public string Text { get; } = string.Join('\n', Paragraphs.Select(paragraph => paragraph.Text));
}

/// <summary>A paragraph of a cell.</summary>
internal readonly record struct FileParagraph(string Text, bool IsBold);
