using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.PlanDocuments.Files;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.PlanDocuments.Files;
using KGPlanGraph.Tests.Schema.Mutations;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Imports;

public sealed class ImportAddressTests(FirstDataServers servers) : IClassFixture<FirstDataServers>
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_Word_file_becomes_a_draft_and_the_answer_is_the_mutations_payload(DatabaseEngine engine)
    {
        var (_, server) = await servers.GetAsync(engine);

        var (dryStatus, dry) = await SendAsync(server, "code=FILE-1&dryRun=true", PlanFiles.FirstPlanAsWord(), Word);
        var (status, payload) = await SendAsync(server, "code=FILE-1&year=2022", PlanFiles.FirstPlanAsWord(), Word);
        var (_, taken) = await SendAsync(server, "code=FILE-1", Encoding.UTF8.GetBytes(FirstPlan.Text), "text/markdown; charset=utf-8");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (dryStatus, status));
        Assert.Equal((JsonValueKind.Null, true, 37), (dry.GetProperty("plan").ValueKind, dry.GetProperty("dryRun").GetBoolean(),
            dry.GetProperty("report").GetProperty("tasks").GetInt32()));
        Assert.Equal(("FILE-1", "DRAFT"), (payload.GetProperty("plan").GetProperty("code").GetString(), payload.GetProperty("plan").GetProperty("status").GetString()));
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("errors").ValueKind);
        Assert.Equal("CodeTakenError", taken.GetProperty("errors")[0].GetProperty("__typename").GetString());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Last_year_issuer_and_the_draft_to_be_replaced_reach_the_import(DatabaseEngine engine)
    {
        var (_, server) = await servers.GetAsync(engine);
        var document = Encoding.UTF8.GetBytes(FirstPlan.Text);

        await SendAsync(server, "code=FILE-2", document, "text/markdown");
        var (_, unknown) = await SendAsync(server, "code=FILE-3&issuerCode=NOBODY", document, "text/markdown");
        var (_, reversed) = await SendAsync(server, "code=FILE-3&year=2023&lastYear=2022", document, "text/markdown");
        var (_, replaced) = await SendAsync(server, "code=FILE-2&year=2023&lastYear=2025&issuerCode=SCT&replaceDraft=true", document, "text/markdown");

        Assert.Equal("issuerCode", unknown.GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.Equal("lastYear", reversed.GetProperty("errors")[0].GetProperty("field").GetString());
        var plan = replaced.GetProperty("plan");
        // The document names its issuer, which counts before the parameter.
        Assert.Equal(("UBNDT", 2023), (plan.GetProperty("issuer").GetProperty("code").GetString(), plan.GetProperty("year").GetInt32()));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Rights_come_before_the_type_and_the_type_before_the_size(DatabaseEngine engine)
    {
        var (_, server) = await servers.GetAsync(engine);
        var large = new byte[PlanFile.MaxBytes + 1];

        foreach (var (role, expected, code) in new[]
        {
            (Role.None, HttpStatusCode.Unauthorized, "AUTH_NOT_AUTHENTICATED"), (Role.Reader, HttpStatusCode.Forbidden, "AUTH_NOT_AUTHORIZED"),
            (Role.Agency, HttpStatusCode.Forbidden, "AUTH_NOT_AUTHORIZED"), (Role.Approver, HttpStatusCode.Forbidden, "AUTH_NOT_AUTHORIZED"),
            (Role.Admin, HttpStatusCode.Forbidden, "AUTH_NOT_AUTHORIZED"), (Role.Coordinator, HttpStatusCode.UnsupportedMediaType, "HC0009"),
        })
        {
            var (status, problem) = await SendAsync(server, "", large, "application/msword", role);
            Assert.Equal((expected, code), (status, problem.GetProperty("code").GetString()));
            Assert.Equal(32, problem.GetProperty("traceId").GetString()!.Length);
        }

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(server, "code=X", large, "text/plain")).Status);
    }

    [Theory]
    [InlineData("", "code")]
    [InlineData("code=A&code=B", "code")]
    [InlineData("code=A&year=MMXXII", "year")]
    [InlineData("code=A&lastYear=x", "lastYear")]
    [InlineData("code=A&dryRun=perhaps", "dryRun")]
    [InlineData("code=A&replaceDraft=1", "replaceDraft")]
    [InlineData("code=A&colour=red", "colour")]
    public async Task A_parameter_that_is_missing_unknown_or_unreadable_is_named(string query, string name)
    {
        var (_, server) = await servers.GetAsync(DatabaseEngine.Sqlite);

        var (status, problem) = await SendAsync(server, query, "x"u8.ToArray(), "text/plain");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains($"\"{name}\"", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_an_error_of_the_payload_in_the_callers_language()
    {
        var (_, server) = await servers.GetAsync(DatabaseEngine.Sqlite);

        var (status, payload) = await SendAsync(server, "code=X&dryRun=true", [0xD0, 0xCF, 0x11, 0xE0, .. new byte[100]], Word, language: "vi");

        var error = Assert.Single(payload.GetProperty("errors").EnumerateArray());
        Assert.Equal((HttpStatusCode.OK, true, "UnreadableDocumentError", 1),
            (status, payload.GetProperty("dryRun").GetBoolean(), error.GetProperty("__typename").GetString(), error.GetProperty("line").GetInt32()));
        Assert.StartsWith("Không đọc tệp Word định dạng cũ", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(RefusedFileTests.Names), MemberType = typeof(RefusedFileTests))]
    public async Task Every_file_that_cannot_be_read_is_refused_in_one_sentence_in_both_languages(string what)
    {
        var (_, server) = await servers.GetAsync(DatabaseEngine.Sqlite);
        var file = RefusedFileTests.Make(what);
        var refusal = PlanFiles.Read(file).Refusal!.Value;

        foreach (var (language, sentence) in new[] { ("en", refusal.English), ("vi", refusal.Vietnamese) })
        {
            var (status, body) = await SendAsync(server, "code=X&dryRun=true", file, Word, language: language);
            if (file.Length > PlanFile.MaxBytes)
            {
                Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "HC0009"), (status, body.GetProperty("code").GetString()));
                continue;
            }

            var error = Assert.Single(body.GetProperty("errors").EnumerateArray());
            Assert.Equal(
                (HttpStatusCode.OK, "UnreadableDocumentError", sentence),
                (status, error.GetProperty("__typename").GetString(), error.GetProperty("message").GetString()));
            // What is wrong, and behind it what to do.
            Assert.Matches("[;,] .{20,}", sentence);
        }
    }

    [Theory]
    [InlineData("en", "soffice --headless --convert-to docx", "Convert other files first")]
    [InlineData("vi", "soffice --headless --convert-to docx", "Tệp khác hãy chuyển đổi trước")]
    public async Task Another_media_type_is_refused_with_the_way_out(string language, params string[] words)
    {
        var (_, server) = await servers.GetAsync(DatabaseEngine.Sqlite);

        foreach (var type in new[] { "application/msword", "application/rtf", "application/octet-stream", "multipart/form-data; boundary=x" })
        {
            var (status, problem) = await SendAsync(server, "code=X&dryRun=true", "x"u8.ToArray(), type, language: language);
            Assert.Equal((HttpStatusCode.UnsupportedMediaType, "HC0009"), (status, problem.GetProperty("code").GetString()));
            Assert.All(words, word => Assert.Contains(word, problem.GetProperty("detail").GetString(), StringComparison.Ordinal));
        }
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        PlanServer server, string query, byte[] file, string type, Role role = Role.Coordinator, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/import?{query}");
        request.Content = new ByteArrayContent(file);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (role != Role.None)
        {
            request.Headers.Authorization = new("Bearer", server.Token(role));
        }

        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        using var response = await server.Http.SendAsync(request);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        return (response.StatusCode, body);
    }
}
