using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.PlanDocuments;

/// <summary>The 2022 plan, task by task: written from reading the document.</summary>
public class FirstPlanTests
{
    private const string Others = "các cơ quan liên quan";
    private static readonly PlanDocumentResult Result = Reading.Of(FirstPlan.Text);

    private static PlanDocument Plan => Result.Document!;

    /// <summary>label, lead, coordinators in order, open phrase, deadlines.</summary>
    public static TheoryData<string, string, string, string, string[]> Tasks => new()
    {
        { "II.1.a", "SCT", "SKHDT", "các đơn vị, địa phương có liên quan", [Quarter("II")] },
        { "II.1.b", "BQLKKT", "SKHDT SCT", "các đơn vị, địa phương liên quan", [Quarter("II")] },
        { "II.1.c", "SCT", "", "các đơn vị, địa phương có liên quan", [] },
        { "II.1.d", "SNNPTNT", "SCT", "các cơ quan có triển khai liên quan", [Quarter("IV")] },
        {
            "II.1.đ", "STNMT", "", "-",
            [
                Quarter("IV") + " for Phương án phân bổ và khoanh vùng đất đai tỉnh Kiên Giang trong Quy hoạch tỉnh",
                Quarter("III") + " for Kế hoạch sử dụng đất 05 năm tỉnh Kiên Giang giai đoạn 2021-2025",
                "Quarter 2022-06-30 'trong quý II/2022' for Quy hoạch sử dụng đất đến năm 2030 và Kế hoạch sử dụng đất năm 2022 by UBNDCH",
            ]
        },
        { "II.1.e", "SXD", "STNMT", Others, [Quarter("III")] },
        { "II.1.g", "SGTVT", "SKHDT", "các đơn vị, địa phương có liên quan", [Quarter("II")] },
        { "II.2.a", "SKHDT", "", Others, [Quarter("II")] },
        { "II.2.b", "SKHDT", "", Others, [Quarter("III")] },
        { "II.2.c", "SKHDT", "SCT BQLKKT", Others, [Quarter("IV")] },
        { "II.2.d", "SCT", "", Others, [Quarter("II")] },
        { "II.2.đ", "SKHDT", "SCT", "-", [Quarter("II")] },
        { "II.2.e", "SCT", "", Others, [] },
        { "II.3.a", "SKHDT", "", Others, [] },
        { "II.3.b", "SKHDT", "SNV", Others, [Quarter("IV")] },
        { "II.3.c", "SKHDT", "", Others, ["Month 2022-05-31 'hoàn thành trong tháng 5/2022'"] },
        { "II.3.d", "SCT", "", Others, [Quarter("III")] },
        { "II.3.đ", "STTTT", "", Others, [] },
        { "II.3.e", "SKHDT", "", Others, ["Month 2022-05-31 'hoàn thành trong tháng 5/2022'"] },
        { "II.4.a", "SCT", "", Others, [Quarter("II")] },
        { "II.4.b", "BQLKKT", "", Others, [Quarter("III")] },
        { "II.4.c", "BQLKKT", "", Others, [Quarter("IV")] },
        { "II.4.d", "SCT", "", Others, [] },
        { "II.4.đ", "SKHDT", "", Others, [Quarter("II")] },
        { "II.4.e", "SGTVT", "", Others, [Quarter("IV")] },
        { "II.5.a", "SCT", "SNV", Others, [Quarter("II")] },
        { "II.5.b", "SNV", "SCT", Others, [Quarter("II")] },
        { "II.5.c", "SCT", "", "các đơn vị, địa phương có liên quan", [] },
        { "II.6.a", "SCT", "", Others, [] },
        { "II.6.b", "STNMT", "", Others, [] },
        { "II.6.c", "SKHDT", "", Others, [] },
        { "II.7.a", "SLDTBXH", "SCT", Others, [Quarter("III")] },
        { "II.7.b", "SLDTBXH", "SCT", Others, [Quarter("IV")] },
        { "II.7.c", "SCT", "CCNBCT SLDTBXH", Others, [Quarter("III")] },
        { "II.7.d", "SKHCN", "SCT", Others, [Quarter("IV")] },
        { "III.1.a", "SCT", "", "các Sở, ban, ngành có liên quan và Ủy ban nhân dân các huyện, thành phố",
            ["BeforeDate 2022-11-09 'trước ngày 10/11/2022'"] },
        { "III.3", "-", "", "Các Sở, ban, ngành cấp tỉnh và UBND các huyện, thành phố", ["BeforeDate 2022-10-31 'trước ngày 01/11/2022'"] },
    };

    /// <summary>What each task brings about.</summary>
    public static TheoryData<DeliverableKind, string[]> Deliverables => new()
    {
        { DeliverableKind.Scheme, ["II.1.d", "II.3.b", "II.3.đ", "II.7.b"] },
        { DeliverableKind.Plan, ["II.2.a", "II.2.d", "II.3.c"] },
        { DeliverableKind.Programme, ["II.4.a", "II.4.b", "II.7.d"] },
        { DeliverableKind.Planning, ["II.1.a", "II.1.b", "II.1.đ", "II.1.e", "II.1.g"] },
        { DeliverableKind.List, ["II.2.b"] },
        { DeliverableKind.Event, ["II.2.c", "II.2.e"] },
        { DeliverableKind.Report, ["II.4.c", "III.1.a", "III.3"] },
        { DeliverableKind.Publication, ["II.2.đ"] },
        { DeliverableKind.Organisation, ["II.3.e", "II.5.a"] },
        { DeliverableKind.Proposal, ["II.1.c", "II.4.đ", "II.4.e", "II.5.b", "II.5.c"] },
        { DeliverableKind.Other, ["II.3.a", "II.3.d", "II.4.d", "II.6.a", "II.6.b", "II.6.c", "II.7.a", "II.7.c"] },
    };

    [Theory]
    [MemberData(nameof(Tasks))]
    public void A_task_has_its_lead_its_coordinators_in_order_its_phrase_and_its_deadlines(
        string label, string lead, string coordinators, string open, string[] deadlines)
    {
        var task = Result.Task(label);

        Assert.Equal($"{lead} | {coordinators} | {open}", Reading.Describe(task));
        Assert.Equal(deadlines, task.Deadlines.Select(Reading.Describe));
    }

    [Theory]
    [MemberData(nameof(Deliverables))]
    public void A_task_brings_about_what_its_words_say(DeliverableKind kind, string[] labels) =>
        Assert.Equal(labels, Plan.Tasks.Where(task => task.DeliverableKind == kind).Select(task => task.Label));

    [Fact]
    public void The_report_counts_what_the_plan_holds_and_has_nothing_to_warn_about()
    {
        var report = Result.Report!;

        Assert.Equal((15, 37, 30), (report.Sections, report.Tasks, report.Deadlines));
        Assert.Equal(Tasks.Select(row => (string)row[0]), Plan.Tasks.Select(task => task.Label));
        Assert.Equal(11, Plan.Tasks.Select(task => task.LeadCode).OfType<string>().Distinct().Count());
        Assert.Empty(report.UnknownAgencies);
        Assert.Empty(report.Warnings);
    }

    [Fact]
    public void The_front_matter_is_read_and_what_is_missing_stays_null()
    {
        Assert.Equal("Kế hoạch thực hiện các nhiệm vụ, giải pháp về phát triển công nghiệp tỉnh Kiên Giang năm 2022", Plan.Title);
        Assert.Equal((2022, "UBNDT"), (Plan.Year, Plan.IssuerCode));
        Assert.Null(Plan.Number);
        Assert.Null(Plan.IssuedOn);
        Assert.Equal(new DocumentSignatory("Lê Quốc Anh", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH"), Plan.Signatory);
        Assert.Equal(
            [
                "Thường trực Tỉnh ủy", "Thường trực HĐND tỉnh", "CT và các PCT UBND tỉnh", "Hiệp hội Doanh nghiệp tỉnh", "Các Sở, ban, ngành cấp tỉnh",
                "UBND các huyện, thành phố", "LĐVP, P. KT, P. TH", "Lưu: VT, tmchau, \"HT\"",
            ],
            Plan.Recipients);
    }

    [Fact]
    public void The_outline_has_fifteen_headings_whatever_their_markdown_level()
    {
        Assert.Equal(
            [
                "I  MỤC ĐÍCH, YÊU CẦU", "I.1 I Mục đích", "I.2 I Yêu cầu", "II  NỘI DUNG THỰC HIỆN",
                "II.1 II Thực hiện tốt công tác quy hoạch để đầu tư phát triển các ngành công nghiệp có thế mạnh và sản phẩm công nghiệp chủ lực của tỉnh",
                "II.2 II Nâng cao năng lực, hiệu quả công tác xúc tiến đầu tư, quảng bá và mở rộng thị trường tiêu thụ sản phẩm công nghiệp",
                "II.3 II Hỗ trợ phát triển doanh nghiệp, các nhà đầu tư, tạo môi trường đầu tư, sản xuất kinh doanh thuận lợi để phát triển công nghiệp",
                "II.4 II Huy động các nguồn lực đầu tư xây dựng kết cấu hạ tầng kỹ thuật, tạo đột phá để phát triển công nghiệp",
                "II.5 II Đổi mới, nâng cao hiệu lực, hiệu quả quản lý Nhà nước về phát triển công nghiệp",
                "II.6 II Phát triển công nghiệp gắn với quản lý khai thác, sử dụng tiết kiệm, hiệu quả tài nguyên, " +
                "khoáng sản, bảo vệ môi trường; bảo đảm an ninh trật tự, " +
                "phòng chống cháy nổ, an toàn dịch bệnh phục vụ phát triển công nghiệp",
                "II.7 II Nâng cao chất lượng nguồn nhân lực, từng bước đáp ứng yêu cầu phát triển công nghiệp; " +
                "thực hiện tốt các cơ chế, chính sách về khoa học và công nghệ",
                "III  TỔ CHỨC THỰC HIỆN", "III.1 III Tổ chức thực hiện", "III.2 III Kinh phí thực hiện", "III.3 III Chế độ báo cáo",
            ],
            Plan.Sections.Select(section => $"{section.Label} {section.ParentLabel} {section.Heading}"));
        Assert.Equal(Enumerable.Range(1, 15), Plan.Sections.Select(section => section.Position));
        Assert.Equal(["I.1", "I.2", "III.1", "III.2", "III.3"], Plan.Sections.Where(section => section.Body.Length > 0).Select(section => section.Label));
    }

    [Fact]
    public void The_reporting_duty_is_both_its_sections_text_and_a_task()
    {
        const string duty = "Các Sở, ban, ngành cấp tỉnh và UBND các huyện, thành phố báo cáo kết quả triển khai thực hiện Kế hoạch này về Sở Công Thương " +
            "trước ngày 01/11/2022 để tổng hợp, báo cáo UBND tỉnh theo quy định.";

        Assert.Equal(duty, Plan.Sections.Single(section => section.Label == "III.3").Body);
        Assert.Equal(duty, Result.Task("III.3").Content);
        Assert.Equal("III.3", Result.Task("III.3").SectionLabel);
    }

    [Fact]
    public void Items_that_assign_nothing_are_running_text_of_their_section()
    {
        var organisation = Plan.Sections.Single(section => section.Label == "III.1").Body;
        var funds = Plan.Sections.Single(section => section.Label == "III.2").Body;

        Assert.StartsWith("b) Các Sở, ban, ngành cấp tỉnh và Ủy ban nhân dân các huyện, thành phố có trách nhiệm phối hợp với Sở Công Thương", organisation,
            StringComparison.Ordinal);
        Assert.EndsWith("theo chức năng, nhiệm vụ được giao.", organisation, StringComparison.Ordinal);
        Assert.StartsWith("a) Kinh phí tổ chức thực hiện", funds, StringComparison.Ordinal);
        Assert.Contains("\nb) Các Sở, ban, ngành cấp tỉnh", funds, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_is_verbatim_without_letter_and_markdown()
    {
        Assert.Equal(
            "Xây dựng Đề án “Nâng cao năng lực cạnh tranh cấp tỉnh (PCI) giai đoạn 2021-2025, định hướng đến năm 2030”. " +
            "Giao Sở Kế hoạch và Đầu tư chủ trì, " +
            "phối hợp với Sở Nội vụ và các cơ quan liên quan tham mưu thực hiện; thời gian hoàn thành trong quý IV/2022.",
            Result.Task("II.3.b").Content);
        Assert.DoesNotContain(Plan.Tasks, task => task.Content.Contains('*', StringComparison.Ordinal)
            || task.Content.Contains("Ưm", StringComparison.Ordinal));
        Assert.All(Plan.Tasks, task => Assert.True(task.Content.IsNormalized() && !task.Content.Contains("  ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("II.2.a", "Xây dựng Kế hoạch xúc tiến đầu tư trên địa bàn tỉnh Kiên Giang năm 2022")]
    [InlineData("II.4.c", "Lập báo cáo nghiên cứu tiền khả thi đối với KCN Thạnh Lộc giai đoạn 2 và phần còn lại của giai đoạn 1")]
    [InlineData("II.5.a", "Tham mưu cho UBND tỉnh tổ chức lại chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở Công Thương")]
    [InlineData("III.1.a", "Tổ chức triển khai thực hiện Kế hoạch này; tổng hợp, báo cáo, đánh giá kết quả thực hiện Kế hoạch này về UBND tỉnh")]
    [InlineData("III.3", "Báo cáo kết quả triển khai thực hiện Kế hoạch này về Sở Công Thương")]
    public void A_short_title_is_the_items_own_first_words(string label, string title)
    {
        Assert.Equal(title, Result.Task(label).Title);
        Assert.All(Plan.Tasks, task => Assert.InRange(task.Title.Length, 15, 200));
    }

    [Fact]
    public void Twelve_legal_documents_are_cited()
    {
        (string?, string?, string?)[] cited = [.. Plan.LegalDocuments.Select(document =>
            (document.Number, document.IssuedOn?.ToString("yyyy-MM-dd", null), document.IssuerCode))];

        Assert.Equal(12, cited.Length);
        Assert.Equal(
            [
                ("22-CTr/TU", "2022-01-20", "TU"), ("40/KH-UBND", "2022-02-23", "UBNDT"), ("04/2022/TT-BCT", "2022-01-28", "BCT"),
                    ("68/2017/NĐ-CP", "2017-05-25", "CP"),
                ("115/NQ-CP", "2020-08-06", "CP"), ("60/KH-UBND", "2022-03-14", "UBNDT"), ("11/NQ-CP", "2022-01-30", "CP"), ("43/2022/QH15", null, "QH"),
            ],
            cited.Where(document => document.Item1 is not null));
        Assert.Equal(
            ["Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XI, nhiệm kỳ 2020-2025", "Luật Quy hoạch", "Nghị quyết của Tỉnh ủy",
                "Luật Ngân sách Nhà nước"],
            Plan.LegalDocuments.Where(document => document.Number is null).Select(document => document.Title));
        Assert.Equal("Nghị quyết về Chương trình phục hồi và phát triển kinh tế - xã hội",
            Plan.LegalDocuments.Single(document => document.Number == "11/NQ-CP").Title);
        Assert.Equal("Nghị định số 68/2017/NĐ-CP", Plan.LegalDocuments.Single(document => document.Number == "68/2017/NĐ-CP").Title);
    }

    [Theory]
    [InlineData("II.1.a", "Luật Quy hoạch")]
    [InlineData("II.4.đ", "Nghị quyết của Tỉnh ủy")]
    [InlineData("II.5.a", "04/2022/TT-BCT, 68/2017/NĐ-CP, Nghị quyết của Tỉnh ủy")]
    [InlineData("II.6.c", "60/KH-UBND, 11/NQ-CP, 43/2022/QH15")]
    [InlineData("II.2.a", "")]
    public void A_task_cites_what_its_text_cites(string label, string documents) =>
        Assert.Equal(documents, string.Join(", ", Result.Task(label).LegalDocuments.Select(place => Plan.LegalDocuments[place]).Select(document =>
            document.Number ?? document.Title)));

    [Fact]
    public void Five_investment_items_are_named()
    {
        Assert.Equal(
            [
                "IndustrialZone KCN-THANH-LOC KCN Thạnh Lộc; BQLKKT; giai đoạn 2 và phần còn lại của giai đoạn 1; ; ; ; False",
                "InvestmentProject DA-AN-SON-NAM-DU Dự án kéo điện lưới quốc gia ra 02 xã đảo An Sơn, Nam Du của huyện Kiên Hải; " +
                "SCT; ; PowerGrid; An Sơn, Nam Du; BCT, EVN; False",
                "InvestmentProject DA-QUOC-LO-61 Cải tạo, nâng cấp, mở rộng tuyến Quốc lộ 61 (đoạn Minh Lương - Bến Nhứt); SGTVT; ; Transport; " +
                "Quốc lộ 61 (đoạn Minh Lương - Bến Nhứt); BGTVT; False",
                "IndustrialCluster CCN-CHAU-THANH Cụm công nghiệp huyện Châu Thành; SCT; ; ; Châu Thành; ; True",
                "IndustrialCluster CCN-GO-QUAO Cụm công nghiệp huyện Gò Quao; SCT; ; ; Gò Quao; ; True",
            ],
            Plan.InvestmentItems.Select(item => $"{item.Kind} {item.Code} {item.Name}; {item.ManagingAgencyCode}; {item.Phase}; {item.Sector}; " +
                $"{string.Join(", ", item.Localities.Select(place => Plan.Localities[place].Name))}; " +
                $"{string.Join(", ", item.PartnerCodes)}; {item.IsPilot}"));
        Assert.Equal(
            ["II.4.c 0", "II.4.d 1", "II.4.e 2", "II.5.c 3 4"],
            Plan.Tasks.Where(task => task.InvestmentItems.Count > 0).Select(task => $"{task.Label} {string.Join(' ', task.InvestmentItems)}"));
    }

    [Fact]
    public void Places_are_named_without_their_unit_word_and_carry_the_registers_codes()
    {
        Assert.Equal(
            ["31114 An Sơn", "31115 Nam Du", "912 Kiên Hải", " Quốc lộ 61 (đoạn Minh Lương - Bến Nhứt)", "905 Châu Thành", "907 Gò Quao"],
            Plan.Localities.Select(locality => $"{locality.Code} {locality.Name}"));
        Assert.Equal(
            ["II.4.d", "II.4.e", "II.5.c"],
            Plan.Tasks.Where(task => task.Localities.Count > 0).Select(task => task.Label));
    }

    [Fact]
    public void Lines_are_those_of_the_source()
    {
        Assert.Equal(41, Result.Task("II.1.đ").Line);
        Assert.Equal(137, Result.Task("III.3").Line);
        Assert.Equal(119, Plan.Sections.Single(section => section.Label == "III").Line);
    }

    private static string Quarter(string numeral) =>
        $"Quarter 2022-{numeral switch { "II" => "06-30", "III" => "09-30", _ => "12-31" }} 'hoàn thành trong quý {numeral}/2022'";
}
