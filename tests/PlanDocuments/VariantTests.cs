using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.PlanDocuments;

/// <summary>The rules of assignment and time in other words than the cases have, with both signs.</summary>
public class VariantTests
{
    [Theory]
    [InlineData("Giao Sở KH & ĐT chủ trì, phối hợp với Sở LĐ-TB&XH, Sở NN và PTNT.", "SKHDT | SLDTBXH SNNPTNT | -")]
    [InlineData("Giao Sở Kế hoạch & Đầu tư chủ trì, phối hợp với Sở Lao động Thương binh và Xã hội.", "SKHDT | SLDTBXH | -")]
    [InlineData("Giao SXD chủ trì, phối hợp với STNMT, SKHĐT, SLĐTBXH.", "SXD | STNMT SKHDT SLDTBXH | -")]
    [InlineData("Giao BQL KKT tỉnh chủ trì, phối hợp với Ban QL Khu kinh tế.", "BQLKKT |  | -")]
    [InlineData("Giao Ban QLKKT chủ trì, phối hợp với Sở CT.", "BQLKKT | SCT | -")]
    [InlineData("Theo Quyết định số 12/QĐ-SCT ngày 05/01/2022. Giao Sở Nội vụ chủ trì.", "SNV |  | -")]
    [InlineData("Giao Sở Nội vụ chủ trì, phối hợp với Nhà khách tỉnh, Gò Quao, Sở Tài chính.", "SNV | STC | -")]
    [InlineData("Giao Sở Nội vụ chủ trì, phối hợp với UBND các huyện: Gò Quao, U Minh Thượng và thành phố Hà Tiên; Sở Xây dựng.", "SNV | SXD | -")]
    [InlineData("Giao Sở Nội vụ chủ trì, phối hợp với Sở Văn hóa, Thể thao và Du lịch, Thuế tỉnh, Thống kê tỉnh và Sở Tài chính.", "SNV | STC | -")]
    [InlineData("giao sở Nội vụ chủ trì, phối hợp với sở Tài chính.", "SNV | STC | -")]
    [InlineData("Giao Sở Xây dựng; Sở Tài chính; Sở Nội vụ thực hiện.", "SXD +STC +SNV |  | -")]
    [InlineData("Giao Sở Nội vụ (chủ trì), Sở Tài chính và Sở Xây dựng (phối hợp) thực hiện.", "SNV | STC SXD | -")]
    [InlineData("Chịu trách nhiệm: Sở Xây dựng.", "SXD |  | -")]
    [InlineData("Trách nhiệm: Sở Xây dựng chủ trì, Sở Tài chính phối hợp.", "SXD | STC | -")]
    [InlineData("Đầu mối: Sở Thông tin & Truyền thông.", "STTTT |  | -")]
    [InlineData("Cơ quan chủ trì: Nhà khách tỉnh; cơ quan phối hợp: Câu lạc bộ Hưu trí, Sở Nội vụ.", "- | SNV | -")]
    [InlineData("Giao UBND các xã, phường, đặc khu chủ trì, phối hợp với Sở Tài chính.", "- | STC | UBND các xã, phường, đặc khu")]
    [InlineData("Đề xuất giao cho Ban quản lý dự án làm chủ đầu tư. Giao Sở Xây dựng chủ trì.", "SXD |  | -")]
    public void Bodies_are_read_however_they_are_written(string words, string expected)
    {
        var task = Reading.OfItems($"a) Rà soát việc này. {words}").Task("II.1.a");

        var leads = string.Join(" +", [task.LeadCode ?? "-", .. task.CoLeads]);
        Assert.Equal(expected, $"{leads} | {string.Join(' ', task.CoordinatorCodes)} | {task.OpenCoordinationPhrase ?? "-"}");
    }

    [Theory]
    [InlineData("Thời gian hoàn thành: 6-8/2022", "Period 2022-08-31")]
    [InlineData("Thời gian: 6/2022 - 8/2022", "Period 2022-08-31")]
    [InlineData("hoàn thành trong 9/2022", "Month 2022-09-30")]
    [InlineData("Thời gian: 13/2022", "!")]
    [InlineData("theo văn bản số 6/2022", "")]
    [InlineData("hoàn thành trong nửa đầu năm 2022", "HalfYear 2022-06-30")]
    [InlineData("nửa cuối năm", "HalfYear 2022-12-31")]
    [InlineData("6 tháng một lần", "HalfYear 2022-06-30, HalfYear 2022-12-31")]
    [InlineData("mỗi quý một lần", "Quarter 2022-03-31, Quarter 2022-06-30, Quarter 2022-09-30, Quarter 2022-12-31")]
    [InlineData("hằng quý", "Quarter 2022-03-31, Quarter 2022-06-30, Quarter 2022-09-30, Quarter 2022-12-31")]
    [InlineData("từ nguồn vốn ngân sách hằng năm", "")]
    [InlineData("hằng năm, trước ngày 15/12", "BeforeDate 2022-12-14")]
    [InlineData("thời gian từ 01/4/2022 - 30/6/2022", "OnDate 2022-06-30")]
    [InlineData("thời hạn 30/6/2022", "OnDate 2022-06-30")]
    [InlineData("hạn cuối 15/8/2022", "OnDate 2022-08-15")]
    [InlineData("ngày 05/6/2022", "OnDate 2022-06-05")]
    [InlineData("căn cứ kết quả ngày 05/6/2021", "")]
    [InlineData("trước 17h00 ngày 15/8/2022", "OnDate 2022-08-15")]
    [InlineData("vào các ngày 15/3, 15/6 và 15/9/2022", "OnDate 2022-03-15, OnDate 2022-06-15, OnDate 2022-09-15")]
    [InlineData("trong các tháng 3, 6, 9/2022", "Month 2022-09-30")]
    [InlineData("từ ngày 01/3/2022", "!")]
    [InlineData("đầu năm 2022", "!")]
    [InlineData("ngay sau khi Kế hoạch được ban hành", "!")]
    [InlineData("trong thời gian sớm nhất", "!")]
    [InlineData("ngay sau khi tổng hợp, hoàn thành trước ngày 10/11/2022", "BeforeDate 2022-11-09")]
    [InlineData("thực hiện thường xuyên", "")]
    public void Every_time_is_a_deadline_or_a_warning(string words, string expected)
    {
        var result = Reading.OfItems($"a) Rà soát việc này; {words}. Giao Sở Nội vụ chủ trì.");

        var deadlines = string.Join(", ", result.Task("II.1.a").Deadlines.Select(deadline => $"{deadline.Kind} {deadline.DueOn:yyyy-MM-dd}"));
        Assert.Equal(expected.TrimStart('!'), deadlines);
        Assert.Equal(expected == "!", result.Report!.Warnings.Count > 0);
    }

    [Fact]
    public void Pluses_below_a_heading_are_items_and_below_a_dash_parts_of_it()
    {
        var items = Reading.OfItems("+ Phủ sóng. Giao Sở Công Thương chủ trì.\n+ Lắp trạm. Giao Sở Xây dựng chủ trì.");
        var parts = Reading.OfItems("- Phủ sóng. Giao Sở Công Thương chủ trì.\n+ Ngoài đảo.\n+ Trong bờ.");

        Assert.Equal(["SCT", "SXD"], items.Document!.Tasks.Select(task => task.LeadCode));
        Assert.Equal("Phủ sóng. Giao Sở Công Thương chủ trì. + Ngoài đảo. + Trong bờ.", Assert.Single(parts.Document!.Tasks).Content);
    }

    [Fact]
    public void Lettered_labels_below_one_heading_are_no_items()
    {
        var task = Reading.OfItems("2. Lập quỹ hỗ trợ\na) Chủ trì: Sở Tài chính.\nb) Phối hợp: Sở Công Thương.\nc) Thời gian: trong năm 2022.").Task("II.2");

        Assert.Equal("STC | SCT | -", Reading.Describe(task));
        Assert.Equal("Year 2022-12-31 'trong năm 2022'", Reading.Describe(Assert.Single(task.Deadlines)));
    }

    [Fact]
    public void A_heading_that_assigns_leads_what_stands_below_it()
    {
        var result = Reading.OfItems("2. Giao Sở Công Thương chủ trì, phối hợp với Sở Tài chính thực hiện các nhiệm vụ sau:\na) Mở chợ.\nb) Sửa đường. Giao Sở Xây dựng chủ trì.");

        Assert.Equal("SCT | STC | -", Reading.Describe(result.Task("II.2.a")));
        Assert.Equal("SXD |  | -", Reading.Describe(result.Task("II.2.b")));
    }

    [Fact]
    public void A_numbered_duty_with_letters_below_it_is_a_task_beside_them()
    {
        var result = Reading.OfItems("2. Bố trí vốn. Giao Sở Tài chính chủ trì.\na) Việc lẻ. Giao Sở Nội vụ chủ trì.");

        Assert.Equal(("STC", "SNV"), (result.Task("II.2").LeadCode, result.Task("II.2.a").LeadCode));
    }

    [Fact]
    public void A_body_before_the_colon_leads_what_stands_behind_it()
    {
        var task = Reading.OfItems("2. Sở Xây dựng, Sở Tài chính: Rà soát quỹ đất phục vụ phát triển công nghiệp trong quý II/2022.").Task("II.2");

        Assert.Equal("SXD +STC", string.Join(" +", [task.LeadCode!, .. task.CoLeads]));
        Assert.Equal("Rà soát quỹ đất phục vụ phát triển công nghiệp trong quý II/2022.", task.Content);
    }

    [Theory]
    [InlineData("Căn cứ Kế hoạch này, UBND các huyện, thành phố xây dựng kế hoạch trước ngày 30/3/2022.", "UBND các huyện, thành phố")]
    [InlineData("Trong quá trình thực hiện nếu có vướng mắc, các đơn vị báo cáo Sở Công Thương trước ngày 25 hằng tháng.", "các đơn vị")]
    [InlineData("Định kỳ hằng quý, các sở, ngành báo cáo kết quả về Sở Công Thương.", "các sở, ngành")]
    public void What_all_do_by_a_date_is_a_task_wherever_it_stands(string paragraph, string open)
    {
        var result = Reading.OfItems($"a) Một việc. Giao Sở Nội vụ chủ trì.\nIII. TỔ CHỨC THỰC HIỆN\n{paragraph}");

        var task = Assert.Single(result.Document!.Tasks, task => task.SectionLabel == "III");
        Assert.Equal((null, open), (task.LeadCode, task.OpenCoordinationPhrase));
        Assert.NotEmpty(task.Deadlines);
    }

    [Theory]
    [InlineData("k) Tổ chức phiên chợ cùng Sở Công Thương.", true)]
    [InlineData("k) Các sở, ban, ngành phối hợp với Sở Công Thương triển khai.", false)]
    public void A_body_in_running_text_is_told_unless_all_are_meant(string item, bool isTold)
    {
        var result = Reading.OfItems($"a) Một việc. Giao Sở Nội vụ chủ trì.\nIII. TỔ CHỨC THỰC HIỆN\n1. Phân công\n{item}");

        Assert.Equal(isTold, result.Report!.Warnings.Any(warning => warning.Message.English.StartsWith("Names a body", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_row_without_its_task_is_told_and_heads_nothing()
    {
        var result = Reading.Of("KẾ HOẠCH\nPhát triển tỉnh Kiên Giang năm 2022\n\nI. NHIỆM VỤ\n\n| STT | Nhiệm vụ | Chủ trì |\n|---|---|---|\n| 1 | Sửa cầu | Sở Xây dựng |\n| 2 | | Sở Nội vụ |\n");

        Assert.Equal(("I.1", 1, 1), (Assert.Single(result.Document!.Tasks).Label, result.Document.Sections.Count, result.Report!.Blocks.Unread));
        Assert.Contains(result.Report.Warnings, warning => warning.Line == 9);
    }

    [Fact]
    public void Articles_count_on_through_the_parts_of_a_chapter()
    {
        var result = Reading.Of(
            "KẾ HOẠCH\nPhát triển tỉnh Kiên Giang năm 2022\n\nChương I\nCHUNG\nMục 1. Hạ tầng\nĐiều 1. Nhiệm vụ của Sở Xây dựng\n1. Rà soát trong quý I/2022.\nMục 2. Vốn\n"
            + "Điều 2. Nhiệm vụ của Sở Tài chính\n1. Bố trí vốn trong quý II/2022.\n", PlanDocumentFormat.PlainText);

        Assert.Equal(["C1.M1.Đ1.1", "C1.M2.Đ2.1"], result.Document!.Tasks.Select(task => task.Label));
        Assert.DoesNotContain(result.Report!.Warnings, warning => warning.Message.English.Contains("there is no", StringComparison.Ordinal));
    }
}
