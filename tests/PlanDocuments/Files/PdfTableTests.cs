namespace KGPlanGraph.Tests.PlanDocuments.Files;

/// <summary>Tables in PDFs as Chromium prints them: over several pages, with merged cells, with and without drawn lines.</summary>
public class PdfTableTests
{
    private const string Lines = "td,th{border:1px solid black;padding:4px}";
    private const string NoLines = "td,th{padding:2px 24px 2px 0;text-align:left;vertical-align:top;font-size:11pt}";
    private const string Header = "<thead><tr><th>STT</th><th>Nhiệm vụ</th><th>Cơ quan chủ trì</th><th>Cơ quan phối hợp</th><th>Thời gian</th><th>Sản phẩm</th></tr></thead>";
    private const int Rows = 30;

    [Fact]
    public async Task A_table_over_several_pages_is_read_row_by_row()
    {
        var file = PlanFiles.Read(await PlanFiles.PdfAsync(Document(Lines, Header + Body())));

        Assert.Null(file.Note);
        AssertRows(file.Text!, "I.1.");
    }

    [Fact]
    public async Task Merged_cells_of_headers_and_groups_are_read_as_in_other_files()
    {
        const string Merged = "<tr><th rowspan=2>STT</th><th rowspan=2>Nhiệm vụ</th><th colspan=2>Cơ quan thực hiện</th><th rowspan=2>Thời gian</th><th rowspan=2>Sản phẩm</th></tr>"
            + "<tr><th>Chủ trì</th><th>Phối hợp</th></tr><tr><td colspan=6>A. Nhóm việc thứ nhất</td></tr>";

        var file = PlanFiles.Read(await PlanFiles.PdfAsync(Document(Lines, Merged + Body())));

        AssertRows(file.Text!, "I.1.A.");
    }

    [Fact]
    public async Task A_table_without_lines_is_read_by_its_columns_and_told_with_its_pages()
    {
        var file = PlanFiles.Read(await PlanFiles.PdfAsync(Document(NoLines, Header + Body())));

        Assert.Matches("^Tables without drawn lines were read by their columns, on page 1, 2", file.Note?.English);
        Assert.Matches("^Bảng không kẻ khung ở trang 1, 2", file.Note?.Vietnamese);
        AssertRows(file.Text!, "I.1.");
    }

    [Fact]
    public async Task Columns_that_make_no_table_are_told_with_their_page()
    {
        var rows = string.Concat(Enumerable.Range(1, 5).Select(i => $"<tr><td>Xã số {i}</td><td>{i * 10} hộ</td><td>{i} chợ</td></tr>"));

        var file = PlanFiles.Read(await PlanFiles.PdfAsync(Document("td{padding-right:80px}table{width:auto!important}", rows)));

        Assert.Matches("^Words stand in columns that make no table, on page 1:", file.Note?.English);
    }

    private static void AssertRows(string text, string prefix)
    {
        var result = Reading.Of(text);
        Assert.True(result.IsRead, text);
        for (var i = 1; i <= Rows; i++)
        {
            var task = result.Task($"{prefix}{i}");
            Assert.Equal($"Xây dựng Đề án bảo tồn và phát triển làng nghề truyền thống trên địa bàn tỉnh số {i}", task.Content);
            Assert.Equal($"{(i % 2 == 1 ? "SCT" : "STC")} | SNV SXD | -", Reading.Describe(task));
            Assert.Equal(i % 2 == 1 ? new DateOnly(2022, 6, 30) : new DateOnly(2022, 9, 30), Assert.Single(task.Deadlines).DueOn);
            Assert.Equal("Quyết định", task.ExpectedOutput);
        }

        Assert.Equal(Rows + 1, result.Document!.Tasks.Count);
        Assert.Equal(0, result.Report!.Blocks.Unread);
    }

    private static string Body() => string.Concat(Enumerable.Range(1, Rows).Select(i =>
        $"<tr><td>{i}</td><td>Xây dựng Đề án bảo tồn và phát triển làng nghề truyền thống trên địa bàn tỉnh số {i}</td><td>{(i % 2 == 1 ? "Sở Công Thương" : "Sở Tài chính")}</td>"
        + $"<td>Sở Nội vụ, Sở Xây dựng</td><td>{(i % 2 == 1 ? "Quý II/2022" : "30/9/2022")}</td><td>Quyết định</td></tr>"));

    private static string Document(string style, string table) =>
        $"<!DOCTYPE html><meta charset=utf-8><style>body{{font:14pt/1.3 'Times New Roman',serif;text-align:justify}} table{{border-collapse:collapse;width:100%}} {style}</style>"
        + "<p style='text-align:center'><b>KẾ HOẠCH<br>Phát triển làng nghề tỉnh Kiên Giang năm 2022</b></p><p>Ủy ban nhân dân tỉnh Kiên Giang ban hành Kế hoạch như sau:</p>"
        + $"<p><b>I. NHIỆM VỤ</b></p><p>1. Hạ tầng</p><table>{table}</table>"
        + "<p>II. TỔ CHỨC THỰC HIỆN</p><p>1. Giao Sở Công Thương theo dõi; báo cáo UBND tỉnh trước ngày 15/12/2022.</p>";
}
