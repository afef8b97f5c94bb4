using System.Net;
using System.Net.Http.Headers;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Pages;

public sealed class ReportFileTests : IAsyncLifetime
{
    private const string Address = "/plans/KG-CN-2022/report.docx";

    private TestDatabase database = null!;
    private PlanServer server = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        server = new PlanServer(database);
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Report_is_a_valid_Word_file_of_the_day_with_the_notes_that_the_caller_may_read()
    {
        await ReportAsync();

        var agency = await ReadAsync($"{Address}?asOf=2022-07-15", Role.Agency, "SKHDT");
        Assert.Contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", agency, StringComparison.Ordinal);
        Assert.Contains("ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG", agency, StringComparison.Ordinal);
        Assert.Contains("(tính đến ngày 15/07/2022)", agency, StringComparison.Ordinal);
        Assert.Contains("có 37 nhiệm vụ", agency, StringComparison.Ordinal);
        Assert.Contains("1 đang thực hiện", agency, StringComparison.Ordinal);
        Assert.Contains("Sở Kế hoạch và Đầu tư (II.3.c, 20/05/2022): Thiếu <kinh phí> & người.", agency, StringComparison.Ordinal);
        Assert.Contains("Sở Kế hoạch và Đầu tư (II.3.c, 20/05/2022): Bố trí thêm.", agency, StringComparison.Ordinal);

        var reader = await ReadAsync($"{Address}?asOf=2022-07-15", Role.Reader);
        Assert.DoesNotContain("kinh phí> &", reader, StringComparison.Ordinal);
        Assert.DoesNotContain("Bố trí thêm", reader, StringComparison.Ordinal);
        Assert.Contains("Đang soạn thảo.", reader, StringComparison.Ordinal);

        var before = await ReadAsync($"{Address}?asOf=2022-05-19", Role.Agency, "SKHDT");
        Assert.Contains("0 đang thực hiện", before, StringComparison.Ordinal);
        Assert.Contains("Không có nhiệm vụ quá hạn.", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Bố trí thêm", before, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Address, Role.None, HttpStatusCode.Unauthorized)]
    [InlineData(Address + "?asOf=15/7/2022", Role.Reader, HttpStatusCode.BadRequest)]
    [InlineData("/plans/NONE/report.docx", Role.Reader, HttpStatusCode.NotFound)]
    public async Task Other_requests_are_told_why_there_is_no_report(string path, Role role, HttpStatusCode status)
    {
        using var response = await SendAsync(path, role, null);
        Assert.Equal((status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }

    private async Task ReportAsync()
    {
        var task = (await server.DataAsync("""{ taskByLabel(planCode: "KG-CN-2022", label: "II.3.c") { id } }""")).GetProperty("taskByLabel").GetProperty("id").GetString();
        var report = (await server.DataAsync(
            "mutation ($input: SubmitProgressReportInput!) { submitProgressReport(input: $input) { progressReport { id version } errors { __typename } } }",
            new
            {
                input = new
                {
                    taskId = task,
                    reportedOn = "2022-05-20",
                    taskStatus = "IN_PROGRESS",
                    percentComplete = 40,
                    summary = "Đang soạn thảo.",
                    obstacles = "Thiếu <kinh phí> & người.",
                    proposals = "Bố trí thêm.",
                },
            }, Role.Agency, "SKHDT")).GetProperty("submitProgressReport").GetProperty("progressReport");
        await server.DataAsync(
            "mutation ($input: AcceptProgressReportInput!) { acceptProgressReport(input: $input) { errors { __typename } } }",
            new { input = new { progressReportId = report.GetProperty("id").GetString(), expectedVersion = report.GetProperty("version").GetInt32() } }, Role.Coordinator);
    }

    private async Task<string> ReadAsync(string path, Role role, string? agency = null)
    {
        using var response = await SendAsync(path, role, agency);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        using var stream = new MemoryStream(await response.Content.ReadAsByteArrayAsync());
        using var file = WordprocessingDocument.Open(stream, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(file).Select(fault => $"{fault.Path?.XPath}: {fault.Description}"));
        return string.Join('\n', file.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Select(paragraph => paragraph.InnerText));
    }

    private async Task<HttpResponseMessage> SendAsync(string path, Role role, string? agency)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (role != Role.None)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(role, agency));
        }

        return await server.Http.SendAsync(request);
    }
}
