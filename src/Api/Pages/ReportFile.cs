using System.Globalization;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace KGPlanGraph.Api.Pages;

/// <summary>The report on a plan as a Word file, in the layout of administrative documents (Nghị định 30/2020/NĐ-CP): A4, Times New Roman, letterhead, recipients. What only its author knows is left open.</summary>
internal static class ReportFile
{
    private const string Font = "Times New Roman";

    /// <summary>In half points: 13.</summary>
    private const string TextSize = "26";

    /// <summary>In half points: 11.</summary>
    private const string TableSize = "22";

    // In twentieths of a point. A4; margins of 20, 15, 20 and 30 mm.
    private const uint PageWidth = 11906;
    private const uint PageHeight = 16838;
    private const int TextWidth = 9355;

    private static readonly (string Heading, Func<JsonObject, string> Value)[] Counts =
    [
        ("Tổng số", row => Number(row, "total")), ("Hoàn thành", row => Number(row, "completed")), ("Đang thực hiện", row => Number(row, "inProgress")),
        ("Chưa thực hiện", row => Number(row, "notStarted")), ("Quá hạn", row => Number(row, "overdue")), ("Tiến độ", row => Percent((double)row["averagePercentComplete"]!)),
    ];

    /// <param name="plan">The answer to Report.graphql.</param>
    /// <param name="asOf">The day of the report.</param>
    /// <param name="overdue">The nodes of ReportOverdue.graphql.</param>
    /// <param name="notes">The nodes of ReportNotes.graphql.</param>
    public static byte[] Write(JsonObject plan, DateOnly asOf, IReadOnlyList<JsonObject> overdue, IReadOnlyList<JsonObject> notes)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var part = file.AddMainDocumentPart();
            part.Document = new Document(new Body(Content(plan, asOf, overdue, notes).Append(Page())));
            var styles = part.AddNewPart<StyleDefinitionsPart>();
            styles.Styles = new Styles(
                new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(
                    new RunFonts { Ascii = Font, HighAnsi = Font, ComplexScript = Font, EastAsia = Font }, new FontSize { Val = TextSize }, new Languages { Val = "vi-VN" }))),
                Heading("Heading1", 0), Heading("Heading2", 1));
            file.PackageProperties.Title = $"Báo cáo kết quả thực hiện {Text(plan, "title")}";
        }

        return stream.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Content(JsonObject plan, DateOnly asOf, IReadOnlyList<JsonObject> overdue, IReadOnlyList<JsonObject> notes)
    {
        var day = Day(asOf);
        yield return Columns(
            [Line(Text(plan["issuer"]!.AsObject(), "name").ToUpper(CultureInfo.GetCultureInfo("vi-VN")), bold: true), Line("Số: ……/BC-……")],
            [Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold: true), Line("Độc lập - Tự do - Hạnh phúc", bold: true), Line("……, ngày …… tháng …… năm ……", italic: true)]);
        yield return Line("");
        yield return Line("BÁO CÁO", bold: true, style: "Heading1");
        yield return Line($"Kết quả thực hiện {Text(plan, "title")}", bold: true);
        yield return Line($"(tính đến ngày {day})", italic: true);

        var total = plan["total"]![0]!.AsObject();
        var number = string.Concat(
            plan["documentNumber"] is { } known ? $" số {known}" : "",
            plan["issuedOn"] is { } issuedOn ? $" ngày {Day(DateOnly.ParseExact((string)issuedOn!, "yyyy-MM-dd", CultureInfo.InvariantCulture))}" : "");
        yield return Line("I. Kết quả chung", bold: true, style: "Heading2", centred: false);
        yield return Passage($"Kế hoạch{number} có {Number(total, "total")} nhiệm vụ. Đến ngày {day} có {Number(total, "completed")} nhiệm vụ hoàn thành (đúng hạn {Number(total, "completedOnTime")}, "
            + $"trễ hạn {Number(total, "completedLate")}), {Number(total, "inProgress")} đang thực hiện, {Number(total, "notStarted")} chưa thực hiện, {Number(total, "suspended")} tạm dừng, {Number(total, "cancelled")} đã hủy; "
            + $"{Number(total, "overdue")} nhiệm vụ quá hạn, {Number(total, "dueSoon")} sắp đến hạn. Tiến độ chung đạt {Percent((double)total["averagePercentComplete"]!)}.");
        yield return Line("Bảng 1. Theo mục của kế hoạch", italic: true, centred: false);
        yield return Grid("Mục", plan["bySection"]!.AsArray(), row => $"{row["section"]!["label"]}. {row["section"]!["heading"]}");
        yield return Line("Bảng 2. Theo cơ quan chủ trì", italic: true, centred: false);
        yield return Grid("Cơ quan", plan["byAgency"]!.AsArray(), row => (string?)row["agency"]?["name"] ?? "Chưa giao chủ trì");

        yield return Line("II. Nhiệm vụ quá hạn", bold: true, style: "Heading2", centred: false);
        if (overdue.Count == 0)
        {
            yield return Passage("Không có nhiệm vụ quá hạn.");
        }
        else
        {
            yield return Line("Bảng 3. Nhiệm vụ quá hạn và nguyên nhân", italic: true, centred: false);
            yield return Table([600, 2700, 1555, 1200, 900, 800, 1600],
                ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Quá hạn (ngày)", "Tiến độ", "Nguyên nhân, tình hình"], [.. overdue.Select(Overdue)]);
        }

        foreach (var (heading, field) in new[] { ("III. Khó khăn, vướng mắc", "obstacles"), ("IV. Kiến nghị, đề xuất", "proposals") })
        {
            yield return Line(heading, bold: true, style: "Heading2", centred: false);
            var found = notes.Where(note => !string.IsNullOrWhiteSpace((string?)note[field])).ToList();
            if (found.Count == 0)
            {
                yield return Passage("Không có.");
            }

            foreach (var note in found)
            {
                yield return Passage($"- {note["agency"]!["name"]} ({note["task"]!["label"]}, {Day((string)note["reportedOn"]!)}): {note[field]}");
            }
        }

        yield return Line("");
        yield return Columns(
            [Line("Nơi nhận:", bold: true, italic: true, centred: false), Line("- ……;", centred: false), Line("- Lưu: VT.", centred: false)],
            [Line("……", bold: true), Line("(Ký, ghi rõ họ tên, đóng dấu)", italic: true)]);
    }

    private static string[] Overdue(JsonObject task, int index)
    {
        var deadline = task["nextDeadline"] as JsonObject;
        var report = task["progressReports"]!["nodes"]!.AsArray() is [JsonObject newest, ..] ? newest : null;
        var obstacles = (string?)report?["obstacles"];
        return
        [
            (index + 1).ToString(CultureInfo.InvariantCulture), $"{task["label"]}. {task["title"]}", (string?)task["leadAgency"]?["name"] ?? "",
            deadline is null ? "" : Day((string)deadline["dueOn"]!), deadline is null ? "" : (-(int)deadline["daysRemaining"]!).ToString(CultureInfo.InvariantCulture),
            Percent((int)task["percentComplete"]!), report is null ? "Chưa có báo cáo." : string.IsNullOrWhiteSpace(obstacles) ? Text(report, "summary") : obstacles,
        ];
    }

    private static Table Grid(string heading, JsonArray rows, Func<JsonObject, string> nameOf) => Table(
        [600, 3255, 850, 950, 950, 950, 900, 900], ["TT", heading, .. Counts.Select(count => count.Heading)],
        [.. rows.Select((row, index) => (string[])[(index + 1).ToString(CultureInfo.InvariantCulture), nameOf(row!.AsObject()), .. Counts.Select(count => count.Value(row!.AsObject()))])]);

    private static Table Table(int[] widths, string[] headings, IReadOnlyList<string[]> rows)
    {
        var table = new Table(new TableProperties(
            new TableWidth { Width = TextWidth.ToString(CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa },
            new TableBorders(
                new TopBorder { Val = BorderValues.Single, Size = 4 }, new LeftBorder { Val = BorderValues.Single, Size = 4 }, new BottomBorder { Val = BorderValues.Single, Size = 4 },
                new RightBorder { Val = BorderValues.Single, Size = 4 }, new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 }, new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 }),
            new TableLayout { Type = TableLayoutValues.Fixed }));
        table.Append(new TableGrid(widths.Select(width => new GridColumn { Width = width.ToString(CultureInfo.InvariantCulture) })));
        // The heading comes again on each page.
        table.Append(Row(headings, isHeading: true));
        table.Append(rows.Select(row => Row(row, isHeading: false)));
        return table;

        TableRow Row(string[] cells, bool isHeading)
        {
            var row = new TableRow(new TableRowProperties(isHeading ? [new CantSplit(), new TableHeader()] : [new CantSplit()]));
            row.Append(cells.Select((cell, index) => new TableCell(
                new TableCellProperties(new TableCellWidth { Width = widths[index].ToString(CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa }),
                Line(cell, bold: isHeading, centred: isHeading || IsFigure(cell), size: TableSize))));
            return row;
        }
    }

    private static bool IsFigure(string text) => text.Length > 0 && text.All(character => char.IsAsciiDigit(character) || character is ' ' or '%' or '/' or '-' or ',');

    /// <summary>Two columns without lines, as the letterhead has.</summary>
    private static Table Columns(Paragraph[] left, Paragraph[] right)
    {
        int[] widths = [4000, 5355];
        var row = new TableRow();
        row.Append(new[] { left, right }.Select((paragraphs, index) =>
        {
            var cell = new TableCell(new TableCellProperties(new TableCellWidth { Width = widths[index].ToString(CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa }));
            cell.Append(paragraphs);
            return cell;
        }));
        return new Table(
            new TableProperties(new TableWidth { Width = TextWidth.ToString(CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa }, new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(widths.Select(width => new GridColumn { Width = width.ToString(CultureInfo.InvariantCulture) })), row);
    }

    private static Paragraph Line(string text, bool bold = false, bool italic = false, bool centred = true, string? style = null, string? size = null)
    {
        var paragraph = new ParagraphProperties();
        if (style is not null)
        {
            paragraph.Append(new ParagraphStyleId { Val = style }, new KeepNext());
        }

        paragraph.Append(new SpacingBetweenLines { Before = style is null ? "0" : "160", After = style is null ? "0" : "80" });
        paragraph.Append(new Justification { Val = centred ? JustificationValues.Center : JustificationValues.Left });
        var run = new RunProperties();
        if (bold)
        {
            run.Append(new Bold());
        }

        if (italic)
        {
            run.Append(new Italic());
        }

        if (size is not null)
        {
            run.Append(new FontSize { Val = size });
        }

        return new Paragraph(paragraph, Run(run, text));
    }

    private static Paragraph Passage(string text) => new(
        new ParagraphProperties(new SpacingBetweenLines { Before = "60", After = "60" }, new Indentation { FirstLine = "567" }, new Justification { Val = JustificationValues.Both }),
        Run(new RunProperties(), text));

    /// <summary>Line breaks stay; what XML cannot hold goes.</summary>
    private static Run Run(RunProperties properties, string text)
    {
        var run = new Run(properties);
        foreach (var (line, index) in text.ReplaceLineEndings("\n").Split('\n').Select((line, index) => (line, index)))
        {
            if (index > 0)
            {
                run.Append(new Break());
            }

            run.Append(new Text(string.Concat(line.EnumerateRunes().Where(IsXml).Select(rune => rune.ToString()))) { Space = SpaceProcessingModeValues.Preserve });
        }

        return run;
    }

    private static bool IsXml(System.Text.Rune rune) => rune.Value is 9 or >= 0x20 and not (0xFFFE or 0xFFFF);

    private static Style Heading(string name, int level) => new(
        new StyleName { Val = $"heading {level + 1}" }, new StyleParagraphProperties(new OutlineLevel { Val = level }), new StyleRunProperties(new Bold()))
    {
        Type = StyleValues.Paragraph,
        StyleId = name,
    };

    private static SectionProperties Page() => new(
        new PageSize { Width = PageWidth, Height = PageHeight }, new PageMargin { Top = 1134, Right = 850, Bottom = 1134, Left = 1701, Header = 567, Footer = 567, Gutter = 0 });

    private static string Number(JsonObject row, string name) => ((int)row[name]!).ToString(CultureInfo.InvariantCulture);

    private static string Percent(double value) => $"{Math.Round(value, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture)}%";

    private static string Text(JsonObject row, string name) => (string?)row[name] ?? "";

    private static string Day(string text) => Day(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
