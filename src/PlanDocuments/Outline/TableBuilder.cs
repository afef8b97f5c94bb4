using System.Globalization;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Outline;

/// <summary>Turns the rows of one table into items of the section that it stands in, and of groups below that.</summary>
internal sealed class TableBuilder(DocumentOutline outline, OutlineSection table, LabelIndex labels, Findings findings)
{
    private const int LongestNumber = 12;
    private readonly OutlineSection table = table;
    private OutlineSection section = table;

    /// <summary>A row of the header, which may come again on the next page.</summary>
    public void ReadHeader() => table.TableFrame++;

    public void Read(SourceLine line, TableHeader header, IReadOnlyList<string> cells)
    {
        var number = header.Number(cells);
        var row = header.Row(cells);
        if (header.IsGroup(cells))
        {
            StartGroup(line, number, row.Task.Length > 0 ? row.Task : cells.First(cell => cell.Length > 0 && cell.Trim('.', ')', '(', '/', ' ', '-') != number));
            return;
        }

        if (row.Task.Length == 0)
        {
            findings.Warn(section.Label, line.Number, "A table row that does not say what is to be done; it was not read.",
                "Dòng của bảng không nêu nội dung nhiệm vụ; không được đọc.");
            section.Unread++;
            return;
        }

        number = number.Length is > 0 and <= LongestNumber ? number : (section.Rows + 1).ToString(CultureInfo.InvariantCulture);
        var label = labels.Take($"{section.Label}.{number.Replace(" ", "", StringComparison.Ordinal)}", line.Number);
        section.Rows++;
        section.Items.Add(new OutlineItem(label, "", new Paragraph(line.Number, row.Task)) { Row = row });
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
