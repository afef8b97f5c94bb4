using DocumentFormat.OpenXml.Wordprocessing;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>Reads the rows and cells of a Word table, merged ones and those in content controls too.</summary>
internal static class WordTable
{
    public static FileTable Read(Table source, Action<TableCell, List<FileParagraph>> readCell)
    {
        var table = new FileTable();
        foreach (var row in source.ChildElements.SelectMany(child => child is SdtRow ? child.Descendants<TableRow>() : child is TableRow one ? [one] : []))
        {
            if (row.TableRowProperties?.GetFirstChild<Deleted>() is not null)
            {
                continue;
            }

            table.Row();
            for (var skipped = row.TableRowProperties?.GetFirstChild<GridBefore>()?.Val?.Value ?? 0; skipped > 0 && skipped < 64; skipped--)
            {
                table.Cell(FileCell.Empty);
            }

            foreach (var cell in row.ChildElements.SelectMany(child => child is SdtCell ? child.Descendants<TableCell>() : child is TableCell one ? [one] : []))
            {
                var paragraphs = new List<FileParagraph>();
                readCell(cell, paragraphs);
                table.Cell(Cell(row, cell, paragraphs));
            }
        }

        return table;
    }

    private static FileCell Cell(TableRow row, TableCell cell, List<FileParagraph> paragraphs)
    {
        var merge = cell.TableCellProperties?.VerticalMerge;
        var isBegun = merge is not null && merge.Val?.InnerText == "restart";
        return new FileCell(
            paragraphs, cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1, isBegun ? RowsOf(row, cell) : 1, HasCellsBelow: isBegun,
            ContinuesAbove: merge is not null && !isBegun);
    }

    // Only a header's height counts, which is small.
    private static int RowsOf(TableRow row, TableCell cell)
    {
        var at = row.Elements<TableCell>().TakeWhile(before => before != cell).Sum(before => before.TableCellProperties?.GridSpan?.Val?.Value ?? 1);
        var rows = 1;
        for (var next = row.NextSibling<TableRow>(); next is not null && rows < 4; next = next.NextSibling<TableRow>(), rows++)
        {
            var column = 0;
            var below = next.Elements<TableCell>().FirstOrDefault(candidate =>
            {
                var isHere = column == at;
                column += candidate.TableCellProperties?.GridSpan?.Val?.Value ?? 1;
                return isHere;
            });
            if (below?.TableCellProperties?.VerticalMerge is not { } merge || merge.Val?.InnerText == "restart")
            {
                break;
            }
        }

        return rows;
    }
}
