using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.PlanDocuments.Files;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Api.Authentication;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Pages;

public sealed class PagesTests : IAsyncLifetime
{
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

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/my-work", "text/html")]
    [InlineData("/plans/KG-CN-2022", "text/html")]
    [InlineData("/plans/KG-CN-2022/report", "text/html")]
    [InlineData("/drafts", "text/html")]
    [InlineData("/drafts/KG-CN-2023", "text/html")]
    [InlineData("/tasks/KG-CN-2022/II.3.c", "text/html")]
    [InlineData("/pages/app.js", "text/javascript")]
    [InlineData("/pages/documents.js", "text/javascript")]
    [InlineData("/pages/pages.css", "text/css")]
    public async Task Page_comes_from_this_server_and_may_ask_no_other(string path, string type)
    {
        using var response = await server.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("connect-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        using var unchanged = await server.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task All_scripts_together_are_small()
    {
        var names = Directory.GetFiles(Repository.Path("src/Api/Pages/Web"), "*.js").Select(Path.GetFileName).Append("documents.js");
        var bytes = 0;
        foreach (var name in names)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/pages/" + name);
            request.Headers.AcceptEncoding.Add(new("gzip"));
            using var response = await server.Http.SendAsync(request);
            Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
            bytes += (await response.Content.ReadAsByteArrayAsync()).Length;
        }

        Assert.InRange(bytes, 10_000, 60_000);
    }

    [Fact]
    public void Scripts_make_no_HTML_out_of_text()
    {
        foreach (var file in Directory.GetFiles(Repository.Path("src/Api/Pages/Web"), "*.js"))
        {
            Assert.DoesNotMatch(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|DOMParser", File.ReadAllText(file));
        }
    }

    [Fact]
    public async Task Documents_of_the_pages_are_valid() => await NodeScript.RunAsync("documents.mjs", Repository.Path("src/Api/Pages/Documents"));

    [Fact]
    public async Task Documents_of_the_pages_run_where_only_trusted_ones_do()
    {
        await using var strict = new PlanServer(database, new Dictionary<string, string> { ["GraphQL:OnlyPersisted"] = "true" });
        var script = await strict.Http.GetStringAsync("/pages/documents.js");
        var documents = JsonDocument.Parse(script["export default ".Length..script.LastIndexOf(';')]).RootElement;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = JsonContent.Create(new { id = documents.GetProperty("Me").GetProperty("id").GetString() });
        request.Headers.Authorization = new("Bearer", strict.Token(Role.Reader));
        using var response = await strict.Http.SendAsync(request);
        Assert.Contains("READER", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_is_lent_to_the_page_itself_and_can_only_read()
    {
        var token = JsonDocument.Parse(await server.Http.GetStringAsync("/session")).RootElement.GetProperty("token").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString("{ me { roles } }"));
        request.Headers.Authorization = new("Bearer", token);
        using var response = await server.Http.SendAsync(request);
        Assert.Equal("""{"data":{"me":{"roles":["READER"]}}}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Host", "attacker.example")]
    public async Task Token_is_lent_to_no_other_site(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/session");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await server.Http.SendAsync(request);
        Assert.Equal("""{"signIn":false,"signedIn":false,"token":null}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Page_shows_the_plan_to_everybody_who_may_see_it_on_a_desk_on_a_phone_and_by_keyboard()
    {
        await using var authority = await TestAuthority.StartAsync();
        await using var open = await LiveServer.StartAsync(database);
        var trusted = authority.Settings().Select(setting => $"--{setting.Key}={setting.Value}");
        await using var closed = await LiveServer.StartAsync(database, ["--environment=Production", .. trusted]);
        await NodeScript.RunAsync("overview.mjs", $"{open.Address}", open.Token(Role.Agency | Role.Coordinator | Role.Approver, "SKHDT"),
            $"{closed.Address}", authority.GoodToken());
    }

    [Fact]
    public async Task Agency_coordinator_and_approver_do_their_work_by_clicking()
    {
        await using var live = await LiveServer.StartAsync(database);
        await NodeScript.RunAsync("pages.mjs", $"{live.Address}", live.Token(Role.Agency, "SKHDT"), live.Token(Role.Coordinator), live.Token(Role.Approver));
    }

    [Fact]
    public async Task Pages_work_by_keyboard_in_colors_of_the_system_through_bad_networks_for_two_at_once_and_on_paper()
    {
        await using var live = await LiveServer.StartAsync(database);
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await NodeScript.RunAsync("conditions.mjs", $"{live.Address}", live.Token(Role.Agency, "SKHDT"), live.Token(Role.Coordinator), folder.FullName);
            var plan = await PrintedAsync(folder, "plan");
            Assert.Contains("Tiến độ theo cơ quan chủ trì", plan, StringComparison.Ordinal);
            Assert.Contains("II.3.c. Xây dựng Kế hoạch tổ chức", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Sao chép liên kết", plan, StringComparison.Ordinal);
            var task = await PrintedAsync(folder, "task");
            Assert.Contains("Đã họp với các sở.", task, StringComparison.Ordinal);
            Assert.DoesNotContain("Gửi báo cáo", task, StringComparison.Ordinal);
            var report = await PrintedAsync(folder, "report");
            Assert.Contains("Độc lập - Tự do - Hạnh phúc", report, StringComparison.Ordinal);
            Assert.Contains("tính đến ngày 15/07/2022", report, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The text of what Chromium printed, in one line, by the product's own reader of PDF.</summary>
    private static async Task<string> PrintedAsync(DirectoryInfo folder, string name)
    {
        var file = PlanFile.Read(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, name + ".pdf")), name + ".pdf", "application/pdf", CancellationToken.None);
        Assert.Null(file.Refusal);
        return string.Join(' ', file.Text!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
