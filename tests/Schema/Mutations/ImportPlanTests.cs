using System.Globalization;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Mutations;

public sealed class ImportPlanTests(FirstDataServers servers) : IClassFixture<FirstDataServers>
{
    private const string Report = "report { sections tasks deadlines agencies unknownAgencies warnings { label line message } } dryRun";
    private const string Counts = "SELECT (SELECT count(*) FROM plans) + (SELECT count(*) FROM tasks) + (SELECT count(*) FROM agencies) "
        + "+ (SELECT count(*) FROM localities) + (SELECT count(*) FROM legal_documents) + (SELECT count(*) FROM investment_items) "
        + "+ (SELECT count(*) FROM changes)";

    private const string Small =
        """
        **KẾ HOẠCH**

        **Phát triển công nghiệp tỉnh Kiên Giang năm 2023**

        Ủy ban nhân dân tỉnh Kiên Giang ban hành Kế hoạch như sau:

        **I. NỘI DUNG THỰC HIỆN**

        **1. Công tác quy hoạch**

        a) Xây dựng Đề án nguồn nguyên liệu. Giao Sở Công Thương chủ trì, phối hợp với Sở Tài chính thực hiện; **hoàn thành trong quý II/2023.**

        b) Xây dựng Danh mục dự án. Giao Sở Vũ trụ chủ trì, phối hợp với Sở Công Thương thực hiện; **hoàn thành trong quý V/2023.**
        """;

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_dry_run_tells_everything_and_writes_nothing(DatabaseEngine engine)
    {
        var (database, server) = await servers.GetAsync(engine);
        var before = await database.ScalarAsync(Counts);

        var payload = await ImportAsync(server, new { code = "DRY", document = FirstPlan.Text, dryRun = true }, $"plan {{ code }} {Report}");

        Assert.Equal(JsonValueKind.Null, payload.GetProperty("errors").ValueKind);
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("plan").ValueKind);
        Assert.True(payload.GetProperty("dryRun").GetBoolean());
        Assert.StartsWith("{\"sections\":15,\"tasks\":37,\"deadlines\":30,", payload.GetProperty("report").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(before, await database.ScalarAsync(Counts));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_imported_plan_is_a_draft_with_all_that_the_document_says(DatabaseEngine engine)
    {
        var (_, server) = await servers.GetAsync(engine);

        var payload = await ImportAsync(
            server, new { code = "KG-CN-2024", year = 2024, document = FirstPlan.Text },
            $"plan {{ code title year status issuer {{ code }} documentNumber version sections {{ label }} tasks(first: 1) {{ totalCount }} }} {Report}");

        var plan = payload.GetProperty("plan");
        Assert.Equal(
            ("KG-CN-2024", 2024, "DRAFT", "UBNDT", JsonValueKind.Null, 1, 15, 37),
            (plan.GetProperty("code").GetString(), plan.GetProperty("year").GetInt32(), plan.GetProperty("status").GetString(),
                plan.GetProperty("issuer").GetProperty("code").GetString(), plan.GetProperty("documentNumber").ValueKind,
                plan.GetProperty("version").GetInt32(), plan.GetProperty("sections").GetArrayLength(),
                plan.GetProperty("tasks").GetProperty("totalCount").GetInt32()));
        Assert.False(payload.GetProperty("dryRun").GetBoolean());
        Assert.Equal(37, payload.GetProperty("report").GetProperty("tasks").GetInt32());

        var again = await ImportAsync(server, new { code = "KG-CN-2024", document = Small, dryRun = true }, Report);
        var taken = Assert.Single(again.GetProperty("errors").EnumerateArray());
        Assert.Equal(("CodeTakenError", "KG-CN-2024"), (taken.GetProperty("__typename").GetString(), taken.GetProperty("code").GetString()));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_the_document_names_and_the_register_does_not_hold_is_left_out_and_told(DatabaseEngine engine)
    {
        var (_, server) = await servers.GetAsync(engine);

        var payload = await ImportAsync(
            server, new { code = "SMALL", document = Small, format = "MARKDOWN" },
            $"plan {{ tasks {{ nodes {{ label leadAgency {{ code }} coordinators {{ code }} deadlines {{ dueOn }} }} }} }} {Report}");

        Assert.Equal(
            "{\"nodes\":[{\"label\":\"I.1.a\",\"leadAgency\":{\"code\":\"SCT\"},\"coordinators\":[{\"code\":\"STC\"}],"
            + "\"deadlines\":[{\"dueOn\":\"2023-06-30\"}]},"
            + "{\"label\":\"I.1.b\",\"leadAgency\":null,\"coordinators\":[{\"code\":\"SCT\"}],\"deadlines\":[]}]}",
            payload.GetProperty("plan").GetProperty("tasks").GetRawText());
        var report = payload.GetProperty("report");
        Assert.Equal("[\"Sở Vũ trụ\"]", report.GetProperty("unknownAgencies").GetRawText());
        Assert.All(
            report.GetProperty("warnings").EnumerateArray().Where(warning => warning.GetProperty("label").ValueKind == JsonValueKind.String),
            warning => Assert.Equal(("I.1.b", 13), (warning.GetProperty("label").GetString(), warning.GetProperty("line").GetInt32())));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_is_no_plan_is_refused_with_the_line_that_shows_it(DatabaseEngine engine)
    {
        var (database, server) = await servers.GetAsync(engine);
        var before = await database.ScalarAsync(Counts);

        foreach (var document in new[] { "", "Không phải kế hoạch", "**KẾ HOẠCH**\n\nnăm 2023" })
        {
            var errors = (await ImportAsync(server, new { code = "NONE", document }, Report)).GetProperty("errors");
            Assert.Equal("UnreadableDocumentError", Assert.Single(errors.EnumerateArray()).GetProperty("__typename").GetString());
            Assert.Equal(1, errors[0].GetProperty("line").GetInt32());
        }

        Assert.Equal(before, await database.ScalarAsync(Counts));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task All_problems_of_an_import_are_told_together(DatabaseEngine engine)
    {
        var (_, server) = await servers.GetAsync(engine);

        var payload = await ImportAsync(server, new { code = "a b", year = 20233, document = "x", dryRun = true, idempotencyKey = "" }, Report);

        Assert.Equal(
            ["idempotencyKey", "code", "year"], payload.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()));
        Assert.Equal((true, JsonValueKind.Null), (payload.GetProperty("dryRun").GetBoolean(), payload.GetProperty("report").ValueKind));
        var yearless = await ImportAsync(server, new { code = "Y", document = Small.Replace("năm 2023**", "hằng năm**", StringComparison.Ordinal) }, Report);
        Assert.Equal("year", yearless.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_import_sent_again_with_its_key_is_answered_again_and_not_done_twice(DatabaseEngine engine)
    {
        var (database, server) = await servers.GetAsync(engine);
        var input = new { code = "TWICE", document = Small, idempotencyKey = "import-1" };

        var first = await ImportAsync(server, input, $"plan {{ id }} {Report}");
        var before = await database.ScalarAsync(Counts);
        var second = await ImportAsync(server, input, $"plan {{ id }} {Report}");

        Assert.Equal(JsonValueKind.Null, first.GetProperty("errors").ValueKind);
        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Equal(before, await database.ScalarAsync(Counts));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_import_over_a_draft_takes_its_place_and_leaves_other_plans_alone(DatabaseEngine engine)
    {
        var (database, server) = await servers.GetAsync(engine);
        await ImportAsync(server, new { code = "OVER", document = FirstPlan.Text, year = 2026, lastYear = 2030 }, Report);
        const string Left = "SELECT count(*) FROM tasks JOIN plans ON plans.id = plan_id WHERE code = 'OVER'";
        Assert.Equal(37L, Convert.ToInt64(await database.ScalarAsync(Left), null));
        var before = await database.ScalarAsync(Counts);

        var trial = await ImportAsync(server, new { code = "OVER", document = Small, replaceDraft = true, dryRun = true }, Report);
        Assert.Equal((JsonValueKind.Null, before), (trial.GetProperty("errors").ValueKind, await database.ScalarAsync(Counts)));
        var done = await ImportAsync(
            server, new { code = "OVER", document = Small, replaceDraft = true, lastYear = 2025 }, $"plan {{ year lastYear documentType version }} {Report}");

        Assert.Equal("""{"year":2023,"lastYear":2025,"documentType":"Kế hoạch","version":1}""", done.GetProperty("plan").GetRawText());
        Assert.Equal(2L, Convert.ToInt64(await database.ScalarAsync(Left), null));
        Assert.Equal(0L, Convert.ToInt64(await database.ScalarAsync("SELECT count(*) FROM investment_items WHERE code LIKE 'OVER-%'"), null));
        var inForce = await ImportAsync(server, new { code = "KG-CN-2022", document = Small, replaceDraft = true }, Report);
        Assert.Equal("CodeTakenError", Assert.Single(inForce.GetProperty("errors").EnumerateArray()).GetProperty("__typename").GetString());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Two_drafts_with_the_same_new_document_and_place_leave_one_of_each_when_both_are_published(DatabaseEngine engine)
    {
        var (database, server) = await servers.GetAsync(engine);
        string[] codes = [$"ONE-{engine}", $"TWO-{engine}"];
        var plans = new List<(string Id, int Version)>();
        foreach (var code in codes)
        {
            var plan = (await ImportAsync(server, new { code, document = Small }, $"plan {{ id version }} {Report}")).GetProperty("plan");
            plans.Add((plan.GetProperty("id").GetString()!, plan.GetProperty("version").GetInt32()));
            await database.Services.GetRequiredService<PlanWriter>().RunAsync(ChangeAuthor.System, async (context, cancellationToken) =>
            {
                var draft = await context.Plans.SingleAsync(row => row.Code == code, cancellationToken);
                var task = await context.Tasks.FirstAsync(row => row.PlanId == draft.Id, cancellationToken);
                var cited = new LegalDocument { Number = $"99/QĐ-{engine}", Title = "Quyết định", IssuedOn = new DateOnly(2022, 5, 1), DraftPlan = draft };
                var district = new Locality { Name = $"Huyện mới {engine}", Kind = LocalityKind.District, DraftPlan = draft };
                var commune = new Locality { Name = $"Xã mới {engine}", Kind = LocalityKind.Commune, Parent = district, DraftPlan = draft };
                context.AddRange(
                    new PlanLegalDocument { Plan = draft, LegalDocument = cited, Position = 50 }, new TaskLegalDocument { Task = task, LegalDocument = cited, Position = 50 },
                    new TaskLocality { Task = task, Locality = commune, Position = 50 });
                return WriteOutcome.Keep(0);
            });
        }

        foreach (var ((planId, version), index) in plans.Select((plan, index) => (plan, index)))
        {
            var data = await server.DataAsync(
                "mutation($input: PublishPlanInput!) { publishPlan(input: $input) { plan { status } errors { __typename } } }",
                new { input = new { planId, expectedVersion = version + 1, documentNumber = $"{index}/KH", issuedOn = "2023-01-02" } }, Role.Approver);
            Assert.Equal("""{"plan":{"status":"IN_FORCE"},"errors":null}""", data.GetProperty("publishPlan").GetRawText());
        }

        Assert.Equal(1L, Convert.ToInt64(await database.ScalarAsync($"SELECT count(*) FROM legal_documents WHERE number = '99/QĐ-{engine}'"), CultureInfo.InvariantCulture));
        Assert.Equal(2L, Convert.ToInt64(await database.ScalarAsync($"SELECT count(*) FROM localities WHERE name LIKE '%mới {engine}'"), CultureInfo.InvariantCulture));
        foreach (var code in codes)
        {
            var plan = (await server.DataAsync(
                $"{{ planByCode(code: \"{code}\") {{ legalDocuments {{ number }} tasks(first: 1) {{ nodes {{ legalDocuments {{ number }} localities {{ name parent {{ name }} }} }} }} }} }}",
                new { }, Role.Reader)).GetProperty("planByCode");
            Assert.Equal($"[{{\"number\":\"99/QĐ-{engine}\"}}]", plan.GetProperty("legalDocuments").GetRawText());
            Assert.Equal(
                $"[{{\"legalDocuments\":[{{\"number\":\"99/QĐ-{engine}\"}}],\"localities\":[{{\"name\":\"Xã mới {engine}\",\"parent\":{{\"name\":\"Huyện mới {engine}\"}}}}]}}]",
                plan.GetProperty("tasks").GetProperty("nodes").GetRawText());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_issuer_that_the_register_lacks_refuses_and_the_caller_may_say_who_it_is(DatabaseEngine engine)
    {
        var (_, server) = await servers.GetAsync(engine);
        var nobody = Small.Replace("Ủy ban nhân dân tỉnh Kiên Giang ban hành Kế hoạch như sau:", "Kế hoạch như sau:", StringComparison.Ordinal);
        var foreign = nobody.Replace("tỉnh Kiên Giang", "tỉnh An Giang", StringComparison.Ordinal);

        var refused = await ImportAsync(server, new { code = "WHO", document = foreign, dryRun = true }, Report);
        var error = Assert.Single(refused.GetProperty("errors").EnumerateArray());
        Assert.Equal("issuerCode", error.GetProperty("field").GetString());
        Assert.Contains("An Giang", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        var unknown = await ImportAsync(server, new { code = "WHO", document = nobody, issuerCode = "XYZ", dryRun = true }, Report);
        Assert.Equal("issuerCode", Assert.Single(unknown.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString());
        var done = await ImportAsync(server, new { code = $"WHO-{engine}", document = nobody, issuerCode = "SCT" }, $"plan {{ issuer {{ code }} }} {Report}");
        Assert.Equal("""{"issuer":{"code":"SCT"}}""", done.GetProperty("plan").GetRawText());
        var reversed = await ImportAsync(server, new { code = "WHO", document = Small, lastYear = 2020, dryRun = true }, Report);
        Assert.Equal("lastYear", Assert.Single(reversed.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString());
    }

    [Fact]
    public async Task The_report_is_in_the_callers_language()
    {
        var (_, server) = await servers.GetAsync(DatabaseEngine.Sqlite);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Headers.Add("Accept-Language", "vi");
        request.Headers.Authorization = new("Bearer", server.Token(Role.Coordinator));
        var body = new { query = MutationDocument.Of("importPlan", Report), variables = new { input = new { code = "VI", document = Small, dryRun = true } } };
        request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

        using var response = await server.Http.SendAsync(request);
        var english = await ImportAsync(server, new { code = "VI", document = Small, dryRun = true }, Report);

        using var vietnamese = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var report = vietnamese.RootElement.GetProperty("data").GetProperty("importPlan").GetProperty("report");
        Assert.Equal(english.GetProperty("report").GetProperty("warnings").GetArrayLength(), report.GetProperty("warnings").GetArrayLength());
        Assert.NotEqual(
            english.GetProperty("report").GetProperty("warnings")[0].GetProperty("message").GetString(),
            report.GetProperty("warnings")[0].GetProperty("message").GetString());
    }

    private static async Task<JsonElement> ImportAsync(PlanServer server, object input, string selection) =>
        (await server.DataAsync(MutationDocument.Of("importPlan", selection), new { input }, Role.Coordinator)).GetProperty("importPlan");
}
