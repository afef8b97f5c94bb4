using System.Runtime.CompilerServices;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.PlanDocuments;

/// <summary>Invented plans in other layouts: expectations written from reading them.</summary>
public class OtherLayoutTests
{
    private static readonly PlanDocumentResult Columns = Reading.Of(Document("support-industry-2023.txt"), PlanDocumentFormat.PlainText);
    private static readonly PlanDocumentResult Parts = Reading.Of(Document("clusters.md"));

    private static readonly PlanDocumentResult Wrapped = Reading.Of(Document("zones-2024.txt"), PlanDocumentFormat.PlainText);

    [Fact]
    public void A_letterhead_in_columns_gives_number_date_and_an_issuer_that_the_register_does_not_hold()
    {
        var plan = Columns.Document!;

        Assert.Equal(("125/KH-UBND", new DateOnly(2023, 2, 15), 2023), (plan.Number, plan.IssuedOn, plan.Year));
        Assert.Null(plan.IssuerCode);
        Assert.Equal("ỦY BAN NHÂN DÂN TỈNH AN GIANG", plan.IssuerName);
        Assert.Equal("Kế hoạch phát triển công nghiệp hỗ trợ trên địa bàn tỉnh An Giang năm 2023", plan.Title);
        Assert.Equal(["Bộ Công Thương", "TT. Tỉnh ủy, HĐND, UBND tỉnh", "Các Sở, ban, ngành tỉnh", "Lưu: VT, KTN"], plan.Recipients);
        Assert.Equal(new DocumentSignatory("Lê Văn Phước", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH"), plan.Signatory);
        Assert.Equal(
            [("Luật Tổ chức chính quyền địa phương", "2015-06-19"), ("Nghị định về phát triển công nghiệp hỗ trợ", "2015-11-03"),
                ("Quyết định phê duyệt Chương trình phát triển công nghiệp hỗ trợ từ năm 2016 đến năm 2025", "2017-01-18")],
            plan.LegalDocuments.Select(document => (document.Title, $"{document.IssuedOn:yyyy-MM-dd}")));
    }

    [Theory]
    [InlineData("II.1.1.a", "SCT | STC SKHCN | các cơ quan liên quan", "Quarter 2023-06-30 'Quý II năm 2023'")]
    [InlineData("II.1.1.b", "SNV |  | -", "Month 2023-06-30 'tháng 6/2023'")]
    [InlineData("II.1.2.a", "- | STC SKHDT | UBND các huyện, thị xã, thành phố", "BeforeDate 2023-09-29 'hoàn thành trước ngày 30 tháng 9 năm 2023'")]
    [InlineData("II.1.2.c", "SCT |  | -", "")]
    [InlineData("II.1.2.c.2", "SKHDT |  | -", "")]
    [InlineData("II.2.a", "- |  | -", "Year 2023-12-31 'trong năm 2023'")]
    [InlineData("II.2.b", "STTTT | SNV | -", "")]
    [InlineData("II.2.c", "STC |  | -", "Quarter 2023-09-30 'hoàn thành trong quý III'")]
    [InlineData("III.1.a", "SCT | STC | các đơn vị liên quan", "")]
    [InlineData("III.1.b", "SCT |  | -", "BeforeDate 2023-12-14 'Định kỳ trước ngày 15/12'")]
    [InlineData("III.1.c", "SCT |  | -", "OnDate 2023-12-20 'chậm nhất ngày 20/12/2023'")]
    [InlineData("III.3", "- |  | Các Sở, ban, ngành tỉnh; UBND các huyện, thị xã, thành phố", "BeforeDate 2023-12-04 'trước ngày 05/12/2023'")]
    public void A_plain_text_plan_with_labels_and_deeper_numbers_is_read(string label, string assignment, string deadlines)
    {
        var task = Columns.Task(label);

        Assert.Equal(assignment, Reading.Describe(task));
        Assert.Equal(deadlines, string.Join(" + ", task.Deadlines.Select(Reading.Describe)));
    }

    [Fact]
    public void Unknown_bodies_are_left_out_listed_and_told_with_their_line()
    {
        Assert.Equal(
            [
                "ỦY BAN NHÂN DÂN TỈNH AN GIANG", "Sở Văn hóa, Thể thao và Du lịch", "Văn phòng UBND tỉnh", "Cục Thuế tỉnh", "Sở Y tế",
                "Ban Quản lý Khu kinh tế tỉnh An Giang", "Công ty Cổ phần Điện nước An Giang", "Công an tỉnh", "Liên minh Hợp tác xã tỉnh",
            ],
            Columns.Report!.UnknownAgencies);
        Assert.Contains(Columns.Report.Warnings, warning => warning is { Label: "II.1.2.a", Line: 31 }
            && warning.Message.Vietnamese.Contains("Cục Thuế tỉnh", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_settled_is_a_warning_with_label_and_line()
    {
        string[] warnings = [.. Columns.Report!.Warnings.Select(warning => $"{warning.Label} {warning.Line} {warning.Message.English}")];

        Assert.Contains("II.1.2.c 32 Before c there is no b.", warnings);
        Assert.Contains("II.1.2.c 32 \"hoàn thành trong quý V/2023\" does not exist; no deadline was set.", warnings);
        Assert.Contains("II.1.2.c.2 33 The label II.1.2.c occurs again; kept as II.1.2.c.2.", warnings);
        Assert.Contains("II.1.2.c.2 33 \"xong trước 31/02/2023\" does not exist; no deadline was set.", warnings);
    }

    [Theory]
    [InlineData("B.I.a", "SXD | SGTVT | -",
        "BeforeDate 2022-06-14 'trước ngày 15/6/2022' for Quy hoạch chi tiết cụm công nghiệp Đông Hồ" +
        " + Month 2022-12-31 'hoàn thành trong tháng 12 năm 2022'")]
    [InlineData("B.I.b", "- | SCT | -", "Quarter 2022-09-30 'quý II, III/2022'")]
    [InlineData("B.I.c", "SGTVT |  | -", "")]
    [InlineData("B.II.1.a", "SKHDT | STC UBNDCH | các sở, ngành", "Quarter 2022-12-31 'hoàn thành trong quý IV/2022'")]
    [InlineData("B.II.1.b", "SCT |  | -", "OnDate 2022-08-05 'trước 17 giờ ngày 05/8/2022'")]
    [InlineData("B.II.2", "STTTT |  | -", "Quarter 2022-09-30 'xong trong quý 3/2022'")]
    [InlineData("C.1", "SCT |  | các Sở, ngành liên quan",
        "BeforeDate 2022-06-14 'trước ngày 15/6' for theo dõi, đôn đốc, tổng hợp báo cáo UBND tỉnh + BeforeDate 2022-12-14 '15/12/2022'")]
    public void A_markdown_plan_in_parts_with_numbered_tasks_is_read(string label, string assignment, string deadlines)
    {
        var task = Parts.Task(label);

        Assert.Equal(assignment, Reading.Describe(task));
        Assert.Equal(deadlines, string.Join(" + ", task.Deadlines.Select(Reading.Describe)));
    }

    [Theory]
    [InlineData("II.1.a", "BQLKKT | SXD STNMT | -", "Quarter 2024-12-31 'Quý IV/2024'")]
    [InlineData("II.1.b", "SCT | STC EVN | -",
        "BeforeDate 2024-06-29 'trước ngày 30/6/2024' for trình UBND tỉnh + Quarter 2024-09-30 'hoàn thành trong quý III năm 2024'")]
    [InlineData("II.1.c", "SKHDT |  | -", "")]
    [InlineData("II.1.d", "- | SCT HHDN | -", "Month 2024-09-30 'Tháng 9/2024'")]
    [InlineData("II.2.a", "SGTVT | STTTT | UBND các huyện, thành phố", "BeforeDate 2024-12-30 'hoàn thành trước ngày 31 tháng 12 năm 2024'")]
    [InlineData("III.1", "SCT |  | -", "BeforeDate 2024-12-14 'trước ngày 15/12/2024'")]
    [InlineData("III.2", "- |  | Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các huyện, thành phố", "BeforeDate 2024-11-29 'trước ngày 30/11/2024'")]
    public void A_plan_in_wrapped_lines_with_dashes_and_small_roman_lists_is_read(string label, string assignment, string deadlines)
    {
        var task = Wrapped.Task(label);

        Assert.Equal(assignment, Reading.Describe(task));
        Assert.Equal(deadlines, string.Join(" + ", task.Deadlines.Select(Reading.Describe)));
    }

    [Fact]
    public void A_number_left_open_stays_null_and_a_signature_beside_undashed_recipients_is_read()
    {
        var plan = Wrapped.Document!;

        Assert.Equal((null, null, "UBNDT"), (plan.Number, plan.IssuedOn, plan.IssuerCode));
        Assert.Equal(new DocumentSignatory("Lâm Minh Thành", "CHỦ TỊCH"), plan.Signatory);
        Assert.Equal(["Như trên", "Thường trực Tỉnh uỷ", "Lưu: VT"], plan.Recipients);
        Assert.Equal(["KCN Thạnh Lộc", "KCN Thuận Yên", "CCN Vĩnh Hoà Hưng Nam"], plan.InvestmentItems.Select(item => item.Name));
        Assert.Equal(["I", "I.1", "I.2", "II", "II.1", "II.2", "III", "III.1", "III.2"], plan.Sections.Select(section => section.Label));
    }

    [Fact]
    public void A_signature_above_the_recipients_and_an_annex_are_told_apart()
    {
        Assert.Equal(new DocumentSignatory("LÂM MINH THÀNH", "CHỦ TỊCH"), Parts.Document!.Signatory);
        Assert.Equal(["Như trên", "Lưu: VT"], Parts.Document.Recipients);
        Assert.Equal((2021, 2025), (Parts.Document.Year, Parts.Document.LastYear));
        Assert.Equal(["A", "A.1", "B", "B.I", "B.II", "B.II.1", "B.II.2", "C", "C.1", "C.2", "PL"], Parts.Document.Sections.Select(section => section.Label));
    }

    private static string Document(string name, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "Documents", name));
}
