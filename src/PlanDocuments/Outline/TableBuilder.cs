using System.Globalization;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Outline;

/// <summary>Turns the rows of one table into items of the section that it stands in, and of groups below that.</summary>
internal sealed class TableBuilder(DocumentOutline outline, OutlineSection table, LabelIndex labels, Findings findings)
{
    private const int LongestNumber = 12;
    private static readonly Phrases Same = new("nt", "n/t", "như trên", "\"");
    private readonly OutlineSection table = table;
    private OutlineSection section = table;
    private IReadOnlyList<string> above = [];
    private bool? repeatsSection;

    /// <summary>A row of the header, which may come again on the next page.</summary>
    public void ReadHeader() => table.TableFrame++;

    public void Read(SourceLine line, TableHeader header, IReadOnlyList<string> cells)
    {
        cells = AsAbove(cells);
        above = cells;
        var number = header.Number(cells);
        var row = header.Row(cells);
        if (header.IsGroup(cells))
        {
            StartGroup(line, number, row.Task.Length > 0 ? row.Task : cells.First(cell => cell.Length > 0 && cell.Trim('.', ')', '(', '/', ' ', '-') != number));
            return;
        }

        if (row.Task.Length == 0)
        {
            findings.Warn(section.Label, line.Number, "A table row that does not say what must be done; it was not read.",
                "Dòng của bảng không nêu nội dung nhiệm vụ; không được đọc.");
            section.Unread++;
            return;
        }

        number = WithoutSection(number);
        number = number.Length is > 0 and <= LongestNumber ? number : (section.Rows + 1).ToString(CultureInfo.InvariantCulture);
        var label = labels.Take($"{section.Label}.{number.Replace(" ", "", StringComparison.Ordinal)}", line.Number);
        section.Rows++;
        section.Items.Add(new OutlineItem(label, "", new Paragraph(line.Number, row.Task)) { Row = row });
    }

    /// <summary>"nt", "như trên": what the row above says in that column.</summary>
    private string[] AsAbove(IReadOnlyList<string> cells) =>
        [.. cells.Select((cell, i) => i < above.Count && Same.At(new Passage(cell.Trim('-', '.', ' ', '(', ')')), 0) is > 0 and var length
            && length == new Passage(cell.Trim('-', '.', ' ', '(', ')')).Count ? above[i] : cell)];

    /// <summary>In section II.1 the rows "1.1" and "1.2" are its first and second, where the table begins so.</summary>
    private string WithoutSection(string number)
    {
        var parts = number.Split('.');
        var last = section.Label[(section.Label.LastIndexOf('.') + 1)..];
        var repeats = parts.Length > 1 && parts[0] == last;
        repeatsSection ??= number.Length == 0 ? null : repeats;
        return repeats && repeatsSection is true ? string.Join('.', parts[1..]) : number;
    }

    private void StartGroup(SourceLine line, string number, string name)
    {
        if (number.Length == 0)
        {
            table.Items.Add(new OutlineItem(null, "", new Paragraph(line.Number, name)));
            return;
        }

        var parent = GroupAbove(number);
        var label = labels.Take($"{parent.Label}.{number}", line.Number);
        section = new OutlineSection(new Marker(MarkerKind.Group, [1], number, name), label, parent, new Paragraph(line.Number, name));
        outline.Sections.Add(section);
    }

    /// <summary>Letters stand above Roman numerals, and these above numbers: the group in which one of that number stands.</summary>
    private OutlineSection GroupAbove(string number)
    {
        var above = section;
        while (above != table && Rank(above.Marker.Label) >= Rank(number))
        {
            above = above.Parent!;
        }

        return above;

        int Rank(string label) => char.IsDigit(label[0]) ? 2 : MarkerReader.Roman(label) > 0 && !FollowsLetter(label) ? 1 : 0;
    }

    /// <summary>"I" behind "H" is a letter.</summary>
    private bool FollowsLetter(string label) => label.Length == 1 && outline.Sections.Exists(other =>
        other.Parent == table && other.Marker.Kind is MarkerKind.Group && other.Marker.Label.Length == 1 && other.Marker.Label[0] == label[0] - 1
        && MarkerReader.Roman(other.Marker.Label) == 0);
}
