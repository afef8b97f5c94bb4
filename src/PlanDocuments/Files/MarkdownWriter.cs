using System.Buffers;
using System.Text;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>Writes what the formats have in common as Markdown: paragraphs, headings, and tables with pipes. What would be Markdown by chance is escaped.</summary>
internal sealed class MarkdownWriter(CancellationToken cancellationToken)
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\\*_`<&|");

    private readonly StringBuilder text = new();

    /// <summary>A paragraph. Line feeds in it are kept as line breaks.</summary>
    /// <param name="content">The words, with whatever number stands before them.</param>
    /// <param name="isBold">All of it is bold.</param>
    /// <param name="heading">1 to 6; 0 for text.</param>
    public void Paragraph(string content, bool isBold = false, int heading = 0)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var isEmpty = true;
        foreach (var range in content.AsSpan().Split('\n'))
        {
            var line = content.AsSpan()[range].Trim();
            if (line.IsEmpty)
            {
                continue;
            }

            var mark = heading > 0 && isEmpty ? new string('#', heading) + " " : "";
            text.Append(mark).Append(isBold && heading == 0 ? "**" : "");
            AppendEscaped(line, mark.Length == 0);
            text.Append(isBold && heading == 0 ? "**" : "").Append('\n');
            isEmpty = false;
        }

        if (!isEmpty)
        {
            Break();
        }
    }

    /// <summary>A line that the next one may continue, for formats that know lines and no paragraphs.</summary>
    public void Line(string content, bool isBold)
    {
        Paragraph(content, isBold);
        if (text.Length > 1 && text[^1] == '\n' && text[^2] == '\n')
        {
            text.Length--;
        }
    }

    /// <summary>A blank line.</summary>
    public void Break()
    {
        if (text.Length > 0)
        {
            text.Append('\n');
        }

        // The reader refuses longer texts; what would grow without end stops here.
        if (text.Length > 2 * PlanFile.MaxCharacters)
        {
            throw new FileRefusedException(FileRefusals.TooLong);
        }
    }

    /// <summary>A table; what was set as one only to stand side by side (letterhead, signature, frames) becomes paragraphs, column by column.</summary>
    public void Table(FileTable table)
    {
        var rows = table.Rows();
        if (rows.Count == 0)
        {
            return;
        }

        if (FileTable.IsLayout(rows))
        {
            for (var column = 0; column < rows[0].Length; column++)
            {
                foreach (var row in rows)
                {
                    Lines(row[column]);
                }
            }

            return;
        }

        Row(rows[0]);
        text.Append('|').Insert(text.Length, " --- |", rows[0].Length).Append('\n');
        foreach (var row in rows.Skip(1))
        {
            Row(row);
        }

        Break();
    }

    public override string ToString() => text.ToString().TrimEnd('\n') + "\n";

    private void Lines(FileCell cell)
    {
        foreach (var paragraph in cell.Paragraphs)
        {
            Paragraph(paragraph.Text, paragraph.IsBold);
        }
    }

    private void Row(FileCell[] cells)
    {
        cancellationToken.ThrowIfCancellationRequested();
        text.Append('|');
        foreach (var cell in cells)
        {
            text.Append(' ');
            var isFirst = true;
            foreach (var line in cell.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                text.Append(isFirst ? "" : "<br>");
                AppendEscaped(line, isFirst);
                isFirst = false;
            }

            text.Append(" |");
        }

        text.Append('\n');
        if (text.Length > 2 * PlanFile.MaxCharacters)
        {
            throw new FileRefusedException(FileRefusals.TooLong);
        }
    }

    private void AppendEscaped(ReadOnlySpan<char> line, bool isLineStart)
    {
        if (isLineStart && line is ['#' or '>', ..])
        {
            text.Append('\\');
        }

        while (line.IndexOfAny(Escaped) is >= 0 and var at)
        {
            text.Append(line[..at]).Append('\\').Append(line[at]);
            line = line[(at + 1)..];
        }

        text.Append(line);
    }
}
