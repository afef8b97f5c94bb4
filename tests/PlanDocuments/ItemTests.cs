namespace KGPlanGraph.Tests.PlanDocuments;

/// <summary>Single items, one rule each.</summary>
public class ItemTests
{
    [Theory]
    [InlineData("Giao Sở Giao thông vận tải chủ trì, phối hợp với Sở Xây dựng thực hiện.", "SGTVT | SXD | -")]
    [InlineData("Giao thông nông thôn được nâng cấp. Giao Sở Xây dựng chủ trì thực hiện.", "SXD |  | -")]
    [InlineData("Rà soát. Sở Công Thương chủ trì, phối hợp cùng Sở Tài chính, các đơn vị liên quan.", "SCT | STC | các đơn vị liên quan")]
    [InlineData("Rà soát, Giao Sở Công thương chủ trì, phối hợp với Uỷ ban nhân dân tỉnh.", "SCT | UBNDT | -")]
    [InlineData("Rà soát. Giao Sở Nội vụ thực hiện.", "SNV |  | -")]
    [InlineData("Rà soát. UBND tỉnh giao Sở Nội vụ chủ trì; phối hợp với Sở Tài chính.", "SNV | STC | -")]
    [InlineData("Rà soát. Sở Nội vụ, Sở Tài chính phối hợp; Sở Xây dựng chủ trì.", "SXD | SNV STC | -")]
    [InlineData("Rà soát. Giao Ban quản lý khu kinh tế tỉnh Kiên Giang chủ trì, phối hợp với các Sở Tài chính, Xây dựng và Nội vụ.",
        "BQLKKT | STC SXD SNV | -")]
    [InlineData("Rà soát. Giao UBND các huyện, thành phố chủ trì, phối hợp với Sở Tài chính.", "- | STC | UBND các huyện, thành phố")]
    [InlineData("Rà soát. Giao Giám đốc Sở Tài chính chủ trì.", "STC |  | -")]
    public void An_assignment_is_read_in_its_many_wordings(string item, string expected) =>
        Assert.Equal(expected, Reading.Describe(Reading.OfItems("a) " + item).Task("II.1.a")));

    [Theory]
    [InlineData("hoàn thành trong quý II năm 2022", "Quarter 2022-06-30 'hoàn thành trong quý II năm 2022'")]
    [InlineData("hoàn thành trong quý 2/2022", "Quarter 2022-06-30 'hoàn thành trong quý 2/2022'")]
    [InlineData("hoàn thành trong quý IV", "Quarter 2022-12-31 'hoàn thành trong quý IV'")]
    [InlineData("hoàn thành trong tháng 02 năm 2024", "Month 2024-02-29 'hoàn thành trong tháng 02 năm 2024'")]
    [InlineData("trước ngày 01/3/2024", "BeforeDate 2024-02-29 'trước ngày 01/3/2024'")]
    [InlineData("trước ngày 10 tháng 11 năm 2022", "BeforeDate 2022-11-09 'trước ngày 10 tháng 11 năm 2022'")]
    [InlineData("chậm nhất ngày 30.6.2022", "OnDate 2022-06-30 'chậm nhất ngày 30.6.2022'")]
    [InlineData("hoàn thành trong quý V/2022", "")]
    [InlineData("hoàn thành trong tháng 13/2022", "")]
    [InlineData("trước ngày 31/02/2022", "")]
    [InlineData("hoàn thành trong quý I và quý III/2022", "Quarter 2022-09-30 'hoàn thành trong quý I và quý III/2022'")]
    [InlineData("hoàn thành trong năm 2022", "Year 2022-12-31 'hoàn thành trong năm 2022'")]
    [InlineData("hoàn thành trước ngày 15/12 hằng năm", "BeforeDate 2022-12-14 'hoàn thành trước ngày 15/12'")]
    public void A_deadline_is_read_or_told_as_a_warning(string phrase, string expected)
    {
        var result = Reading.OfItems($"a) Rà soát. Giao Sở Nội vụ chủ trì thực hiện; {phrase}.");

        Assert.Equal(expected, string.Join(" + ", result.Task("II.1.a").Deadlines.Select(Reading.Describe)));
        Assert.Equal(expected.Length == 0, result.Report!.Warnings.Any(warning => warning is { Label: "II.1.a", Line: 8 }));
    }

    [Fact]
    public void A_deadline_without_a_year_needs_a_plan_that_states_one()
    {
        var result = Reading.OfItems("a) Rà soát. Giao Sở Nội vụ chủ trì; hoàn thành trong quý II.",
            "Phát triển công nghiệp giai đoạn 2021-2025, tầm nhìn đến năm 2030");

        Assert.Equal((2021, 2025), (result.Document!.Year, result.Document.LastYear));
        Assert.Empty(result.Task("II.1.a").Deadlines);
        Assert.Contains(result.Report!.Warnings, warning => warning.Message.English.Contains("names no year", StringComparison.Ordinal));
    }

    [Fact]
    public void Dates_of_cited_documents_are_no_deadlines()
    {
        var result = Reading.OfItems("a) Thực hiện Nghị định số 10/2022/NĐ-CP ngày 15/01/2022 của Chính phủ. Giao Sở Nội vụ chủ trì.");

        Assert.Empty(result.Task("II.1.a").Deadlines);
        Assert.Equal("10/2022/NĐ-CP", Assert.Single(result.Document!.LegalDocuments).Number);
        Assert.Empty(result.Report!.Warnings);
    }

    [Fact]
    public void Sub_bullets_and_further_paragraphs_belong_to_the_item()
    {
        var result = Reading.OfItems("a) Xây dựng Đề án gồm:\n- Phần một;\n+ Phần hai.\n\n" +
            "Giao Sở Nội vụ chủ trì thực hiện.\nđ) Rà soát. Giao Sở Tài chính chủ trì.");

        Assert.Equal("Xây dựng Đề án gồm: - Phần một; + Phần hai. Giao Sở Nội vụ chủ trì thực hiện.", result.Task("II.1.a").Content);
        Assert.Equal("SNV |  | -", Reading.Describe(result.Task("II.1.a")));
        Assert.Equal("Before đ there is no b, c, d.", Assert.Single(result.Report!.Warnings).Message.English);
    }

    [Fact]
    public void An_unknown_lead_is_null_listed_and_told()
    {
        var result = Reading.OfItems("a) Rà soát. Giao Chi cục Quản lý thị trường chủ trì, " +
            "phối hợp với Sở Công Thương tỉnh An Giang và Sở Tài chính.");

        Assert.Equal("- | STC | -", Reading.Describe(result.Task("II.1.a")));
        Assert.Equal(["Chi cục Quản lý thị trường", "Sở Công Thương tỉnh An Giang"], result.Report!.UnknownAgencies);
        Assert.Equal(3, result.Report.Warnings.Count(warning => warning is { Label: "II.1.a", Line: 8 }));
    }

    [Fact]
    public void Letters_follow_the_official_alphabet()
    {
        var items = string.Join('\n', "abcdđeghiklmnopqrstuvxy".Select(letter => $"{letter}) Rà soát. Giao Sở Nội vụ chủ trì."));

        var result = Reading.OfItems(items);

        Assert.Equal(23, result.Document!.Tasks.Count);
        Assert.Empty(result.Report!.Warnings);
    }
}
