using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using KGPlanGraph.Api.Sheets;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Schema.Mutations;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Sheets;

/// <summary>The sheet of an agency's open tasks, there and back.</summary>
public sealed class ReportSheetTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task It_has_the_open_tasks_of_the_agency_and_empty_columns_that_are_checked(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        await scene.AcceptAsync(await scene.SubmitAsync(scene.Lead));

        using var response = await SendAsync(scene, HttpMethod.Get, scene.Lead, Role.Reader, null);
        var file = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal((HttpStatusCode.OK, Xlsx), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        var rows = Assert.Single(SheetFile.Read(file, default));
        Assert.Equal(ReportSheet.Columns.Select(column => column.Title), rows[0].Cells.OrderBy(cell => cell.Key).Select(cell => cell.Value.Text));
        // Tasks a (its own) and c (open to all) of this plan; those open to all of the other tests' plans stand there too.
        var own = rows.Where(row => Text(row, ReportSheet.Plan) == Plan(scene)).ToList();
        Assert.Equal(["I.1.a", "I.1.c"], own.Select(row => Text(row, ReportSheet.Label)));
        Assert.Equal(
            $"{scene.Lead} Việc a Đang thực hiện 40 2022-06-30 2",
            $"{Text(own[0], ReportSheet.Agency)} {Text(own[0], ReportSheet.Title)} {Text(own[0], ReportSheet.Status)} {Text(own[0], ReportSheet.Percent)} "
                + $"{Cell(own[0], ReportSheet.DueOn)!.Day:yyyy-MM-dd} {Text(own[0], ReportSheet.Version)}");
        Assert.True(Cell(own[0], ReportSheet.DueOn)!.ShowsDay);
        Assert.All(ReportSheet.Columns.Where(column => column.Field is not null), column => Assert.Null(Cell(own[0], column)));
        using var archive = new ZipArchive(new MemoryStream(file));
        using var sheet = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = await sheet.ReadToEndAsync();
        Assert.Contains("Chưa thực hiện,Đang thực hiện,Hoàn thành,Tạm dừng,Hủy bỏ", xml, StringComparison.Ordinal);
        Assert.Equal(3, xml.Split("<dataValidation ").Length - 1);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Filled_sheets_of_any_form_are_tried_and_filed_and_sent_again_file_nothing_more(DatabaseEngine engine)
    {
        var random = new Random(5);
        for (var round = 0; round < 6; round++)
        {
            var scene = await servers.NewSceneAsync(engine);
            var (expected, file) = Fill(scene, await TakeAsync(scene, scene.Lead), random);
            var before = await scene.CountChangesAsync();

            var trial = await PostAsync(scene, file, "?dryRun=true");
            Assert.Equal(before, await scene.CountChangesAsync());
            Assert.All(trial.GetProperty("rows").EnumerateArray(), row => Assert.Equal("Có thể nộp.", row.GetProperty("message").GetString()));
            Assert.Equal((true, 0, 2), (trial.GetProperty("dryRun").GetBoolean(), trial.GetProperty("written").GetInt32(), trial.GetProperty("rows").GetArrayLength()));

            var done = await PostAsync(scene, file);
            Assert.Equal(2, done.GetProperty("written").GetInt32());
            var again = await PostAsync(scene, file);
            Assert.Equal(done.GetRawText(), again.GetRawText());
            Assert.Equal(before + 2, await scene.CountChangesAsync());

            var reports = await scene.Server.DataAsync(
                "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ProgressReport { task { label } reportedOn taskStatus percentComplete summary obstacles proposals evidence { title url documentNumber } metDeadlines { dueOn } } } }",
                new { ids = done.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("progressReportId").GetString()) }, Role.Agency, scene.Lead);
            Assert.Equal(string.Join('\n', expected), string.Join('\n', reports.GetProperty("nodes").EnumerateArray().Select(report => string.Join('|', report.EnumerateObject().Select(field =>
                field.Name switch
            {
                "task" => field.Value.GetProperty("label").GetString(),
                "evidence" or "metDeadlines" => string.Join(';', field.Value.EnumerateArray().Select(item => string.Join('!', item.EnumerateObject().Select(part => part.Value.ToString())))),
                _ => field.Value.ToString(),
            })))));
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_is_wrong_is_told_by_row_and_cell_in_the_callers_language_and_holds_back_the_rest_unless_asked_otherwise(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var book = Header();
        Row(book, 2, scene, "I.1.a").Text(2, 8, "32/13/2022").Text(2, 9, "Xong rồi").Text(2, 10, "nhiều").Text(2, 11, "Đã làm");
        Row(book, 3, scene, "I.1.a").Text(3, 8, "30/6/2022").Text(3, 9, "Hoàn thành").Number(3, 10, 90).Text(3, 11, "Đã làm");
        Row(book, 4, scene, "I.1.a", version: 7).Text(4, 8, "30/6/2022").Text(4, 9, "Đang thực hiện").Number(4, 10, 90).Text(4, 11, "Đã làm");
        Row(book, 5, scene, "I.1.a", agency: scene.Coordinator).Text(5, 8, "30/6/2022").Text(5, 9, "Đang thực hiện").Number(5, 10, 90).Text(5, 11, "Đã làm");
        Row(book, 6, scene, "I.1.b").Text(6, 8, "30/6/2022").Text(6, 9, "Đang thực hiện").Number(6, 10, 90).Text(6, 11, "Đã làm");
        Row(book, 7, scene, "I.1.x").Text(7, 8, "30/6/2022").Text(7, 9, "Đang thực hiện").Number(7, 10, 90).Text(7, 11, "Đã làm");
        Row(book, 8, scene, "I.1.a").Text(8, 9, "Đang thực hiện");
        Row(book, 9, scene, "I.1.c").Text(9, 8, "30/6/2022").Text(9, 9, "Đang thực hiện").Number(9, 10, 90).Text(9, 11, "Đã làm");
        Row(book, 10, scene, "I.1.a");
        Row(book, 11, scene, "I.1.a").Text(11, 8, "30/6/2022").Text(11, 9, "Đang thực hiện").Number(11, 10, 90).Text(11, 11, "Đã làm").Text(11, 14, "Biên bản\nẢnh https://example.vn/a").Text(11, 16, "1/7/2022");
        Row(book, 12, scene, "I.1.a").Text(12, 8, "30/6/2022").Text(12, 9, "Đang thực hiện").Number(12, 10, 90).Text(12, 11, "Đã làm").Text(12, 14, "x".PadRight(501, 'x') + " https://example.vn/a").Text(12, 16, "chưa rõ");
        Row(book, 13, scene, "I.1.a").Text(13, 8, "30/6/2022").Text(13, 9, "Đang thực hiện").Number(13, 10, 90).Text(13, 11, "Đã làm").Text(13, 14, "x".PadRight(501, 'x') + " https://example.vn/a");
        var before = await scene.CountChangesAsync();

        var answer = await PostAsync(scene, book.ToArray());

        Assert.Equal(before, await scene.CountChangesAsync());
        Assert.Equal(
            [
                "2 H2 ValidationError, I2 ValidationError, J2 ValidationError", "3 J3 ValidationError", "4 Q4 VersionConflictError", "5 A5 NotOwnerError", "6 C6 NotAssignedError",
                "7 C7 TaskNotFoundError", "8 H8 ValidationError, J8 ValidationError", "9 ", "11 N11 ValidationError, P11 ValidationError", "12 P12 ValidationError",
                "13 N13 ValidationError",
            ],
            answer.GetProperty("rows").EnumerateArray().Select(row => $"{row.GetProperty("row")} "
                + string.Join(", ", row.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("cell")} {error.GetProperty("code")}"))));
        var first = answer.GetProperty("rows")[0].GetProperty("errors")[0];
        Assert.Equal(("Ngày báo cáo", "'32/13/2022' không phải ngày; hãy ghi dạng 30/6/2022."), (first.GetProperty("column").GetString(), first.GetProperty("message").GetString()));
        Assert.Equal("Chưa nộp vì dòng khác còn lỗi.", answer.GetProperty("rows")[7].GetProperty("message").GetString());
        Assert.StartsWith(
            "The task has changed since the workbook was downloaded (version 7, now 1)",
            (await PostAsync(scene, book.ToArray(), "?dryRun=true", language: "en")).GetProperty("rows")[2].GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);

        var some = await PostAsync(scene, book.ToArray(), "?allOrNothing=false");
        Assert.Equal((1, "Đã nộp."), (some.GetProperty("written").GetInt32(), some.GetProperty("rows")[7].GetProperty("message").GetString()));
        Assert.Equal(before + 1, await scene.CountChangesAsync());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Who_may_not_and_what_is_no_sheet_are_refused_as_problems(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var good = Row(Header(), 2, scene, "I.1.a").ToArray();
        await RefusedAsync(HttpStatusCode.Forbidden, "AUTH_NOT_AUTHORIZED", Role.Reader, scene.Lead, good);
        await RefusedAsync(HttpStatusCode.Forbidden, "AUTH_NOT_AUTHORIZED", Role.Coordinator, scene.Lead, good);
        await RefusedAsync(HttpStatusCode.Forbidden, "AUTH_NOT_AUTHORIZED", Role.Agency, scene.Coordinator, good);
        await RefusedAsync(HttpStatusCode.Unauthorized, "AUTH_NOT_AUTHENTICATED", Role.None, null, good);
        await RefusedAsync(HttpStatusCode.BadRequest, "HC0009", Role.Agency, scene.Lead, "no zip"u8.ToArray());
        await RefusedAsync(HttpStatusCode.BadRequest, "HC0009", Role.Agency, scene.Lead, good[..^30]);
        await RefusedAsync(HttpStatusCode.BadRequest, "HC0009", Role.Agency, scene.Lead, new TestWorkbook().Text(1, 1, "Ký hiệu").ToArray());
        await RefusedAsync(HttpStatusCode.BadRequest, "HC0009", Role.Agency, scene.Lead, good, "?dryrun=true");
        await RefusedAsync(HttpStatusCode.BadRequest, "HC0009", Role.Agency, scene.Lead, good, "?dryRun=maybe");
        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "HC0009", Role.Agency, scene.Lead, new byte[SheetFile.MaxBytes + 1]);
        await RefusedAsync(HttpStatusCode.UnsupportedMediaType, "HC0009", Role.Agency, scene.Lead, good, type: "text/csv");
        using var missing = await SendAsync(scene, HttpMethod.Get, "NOBODY", Role.Reader, null);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        using var head = await SendAsync(scene, HttpMethod.Head, scene.Lead, Role.Reader, null);
        Assert.Equal((HttpStatusCode.OK, Xlsx), (head.StatusCode, head.Content.Headers.ContentType!.MediaType));
        Assert.Empty((await PostAsync(scene, good)).GetProperty("rows").EnumerateArray());

        async Task RefusedAsync(HttpStatusCode status, string code, Role role, string? agency, byte[] body, string query = "", string type = Xlsx)
        {
            using var response = await SendAsync(scene, HttpMethod.Post, scene.Lead, role, agency, body, query, type: type);
            var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal((status, "application/problem+json", code), (response.StatusCode, response.Content.Headers.ContentType!.MediaType, problem.GetProperty("code").GetString()));
        }
    }

    // Tasks a and c, in columns of any order with others among them, with empty rows and in any form that programs give days and numbers.
    private static (IReadOnlyList<string> Expected, byte[] File) Fill(PlanScene scene, IReadOnlyList<SheetRow> taken, Random random)
    {
        var book = new TestWorkbook(random.Next(2) == 0, random.Next(2) == 0);
        var places = ReportSheet.Columns.Select((column, index) => (column, index)).OrderBy(_ => random.Next()).Select((one, place) => (one.column, Place: place + 2 + (place > 5 ? 1 : 0)))
            .ToDictionary(one => one.column, one => one.Place);
        var header = random.Next(1, 6);
        book.Text(header, 1, "STT").Text(header, 8, "Người điền");
        foreach (var (column, place) in places)
        {
            book.Text(header, place, random.Next(3) switch { 0 => column.Title.ToUpperInvariant(), 1 => $" {column.Title} *", _ => column.Title });
        }

        var expected = new List<string>();
        var row = header;
        foreach (var task in taken.Where(task => Text(task, ReportSheet.Plan) == Plan(scene)))
        {
            row += random.Next(1, 4);
            book.Number(row, 1, row).Text(row, 8, "Văn phòng");
            foreach (var column in ReportSheet.Columns.Where(column => Cell(task, column) is not null))
            {
                if (Cell(task, column)!.Number is { } number)
                {
                    book.Number(row, places[column], number);
                }
                else
                {
                    book.Text(row, places[column], Cell(task, column)!.Text);
                }
            }

            var (day, percent, status) = (new DateOnly(2022, 5, 1).AddDays(random.Next(60)), random.Next(1, 100), random.Next(2) == 0 ? "Đang thực hiện" : "Tạm dừng");
            PutDay(book, row, places[ReportSheet.ReportedOn], day, random.Next(7));
            switch (random.Next(5))
            {
                case 0:
                    book.Number(row, places[ReportSheet.NewPercent], percent);
                    break;
                case 1:
                    book.Number(row, places[ReportSheet.NewPercent], percent / 100d, TestWorkbook.PercentStyle);
                    break;
                case 2:
                    book.Text(row, places[ReportSheet.NewPercent], $"{percent} %");
                    break;
                case 3:
                    book.Text(row, places[ReportSheet.NewPercent], $"{percent},0");
                    break;
                default:
                    book.Text(row, places[ReportSheet.NewPercent], $"{percent}");
                    break;
            }

            book.Text(row, places[ReportSheet.NewStatus], random.Next(3) switch { 0 => status.ToUpperInvariant(), 1 => $" {status.Normalize(System.Text.NormalizationForm.FormD)} ", _ => status });
            book.Text(row, places[ReportSheet.Summary], "Đã trình <dự thảo> & chờ").Text(row, places[ReportSheet.Proposals], "=1+1");
            var evidence = PutEvidence(book, row, places[ReportSheet.Evidence], random.Next(5));
            var met = Text(task, ReportSheet.OpenDeadlines) is null ? "" : PutDeadlines(book, row, places[ReportSheet.MetDeadlines], random.Next(6));
            expected.Add($"{Text(task, ReportSheet.Label)}|{day:yyyy-MM-dd}|{(status == "Tạm dừng" ? "SUSPENDED" : "IN_PROGRESS")}|{percent}|Đã trình <dự thảo> & chờ||=1+1|{evidence}|{met}");
        }

        return (expected, book.ToArray());
    }

    private static void PutDay(TestWorkbook book, int row, int place, DateOnly day, int form)
    {
        switch (form)
        {
            case < 3:
                book.DayAs(row, place, day, form);
                break;
            default:
                book.Text(row, place, form switch { 3 => $"{day:d/M/yyyy}", 4 => $"{day:dd-MM-yyyy}", 5 => $"{day:yyyy-MM-dd} 00:00:00", _ => $"ngày {day:dd.MM.yyyy}" });
                break;
        }
    }

    private static string PutEvidence(TestWorkbook book, int row, int place, int form)
    {
        var (text, read) = form switch
        {
            0 => ("Tờ trình số 15: https://example.vn/15.pdf.", "Tờ trình số 15!https://example.vn/15.pdf!"),
            1 => ("Đề án | https://example.vn/de-an.pdf | 12/BC-SCT\r\nhttps://example.vn/x?a=1;b=2", "Đề án!https://example.vn/de-an.pdf!12/BC-SCT;https://example.vn/x?a=1;b=2!https://example.vn/x?a=1;b=2!"),
            2 => ("- Biên bản (https://example.vn/b); - Ảnh: https://example.vn/a.jpg", "Biên bản!https://example.vn/b!;Ảnh!https://example.vn/a.jpg!"),
            _ => (" ", ""),
        };
        book.Text(row, place, text);
        return read;
    }

    // Of task a, whose open deadlines are 30 June and 31 December.
    private static string PutDeadlines(TestWorkbook book, int row, int place, int form)
    {
        if (form == 0)
        {
            book.DayAs(row, place, new DateOnly(2022, 6, 30), TestWorkbook.Day);
            return "2022-06-30";
        }

        var (text, read) = form switch
        {
            1 => ("30/6/2022", "2022-06-30"),
            2 => ("30/06/2022; 31/12/2022", "2022-06-30;2022-12-31"),
            3 => ("Tất cả", "2022-06-30;2022-12-31"),
            4 => ("ngày 31-12-2022\n2022-06-30", "2022-12-31;2022-06-30"),
            _ => ("", ""),
        };
        book.Text(row, place, text);
        return read;
    }

    private static TestWorkbook Header()
    {
        var book = new TestWorkbook();
        for (var column = 0; column < ReportSheet.Columns.Count; column++)
        {
            book.Text(1, column + 1, ReportSheet.Columns[column].Title);
        }

        return book;
    }

    private static TestWorkbook Row(TestWorkbook book, int row, PlanScene scene, string label, int version = 1, string? agency = null) =>
        book.Text(row, 1, agency ?? scene.Lead).Text(row, 2, Plan(scene)).Text(row, 3, label).Number(row, 17, version);

    private static string Plan(PlanScene scene) => scene.Lead.Replace("LEAD", "P", StringComparison.Ordinal);

    private static SheetCell? Cell(SheetRow row, SheetColumn column) => row.Cells.GetValueOrDefault(ReportSheet.Columns.ToList().IndexOf(column) + 1);

    private static string? Text(SheetRow row, SheetColumn column) => Cell(row, column)?.Text;

    private static async Task<IReadOnlyList<SheetRow>> TakeAsync(PlanScene scene, string agency)
    {
        using var response = await SendAsync(scene, HttpMethod.Get, agency, Role.Agency, agency);
        return SheetFile.Read(await response.Content.ReadAsByteArrayAsync(), default)[0];
    }

    private static async Task<JsonElement> PostAsync(PlanScene scene, byte[] file, string query = "", string language = "vi")
    {
        using var response = await SendAsync(scene, HttpMethod.Post, scene.Lead, Role.Agency, scene.Lead, file, query, language);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        PlanScene scene, HttpMethod method, string code, Role role, string? agency, byte[]? body = null, string query = "", string language = "vi", string type = Xlsx)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/agencies/{code}/report-sheet.xlsx{query}");
        request.Headers.AcceptLanguage.ParseAdd(language);
        if (role != Role.None)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", scene.Server.Token(role, agency));
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        return await scene.Server.Http.SendAsync(request);
    }
}
