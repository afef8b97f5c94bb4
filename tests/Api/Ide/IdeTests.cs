using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Ide;

public sealed class IdeTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private PlanServer server = null!;
    private HttpClient browser = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        server = new PlanServer(database);
        browser = server.CreateClient(new() { AllowAutoRedirect = false });
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Browser_is_sent_to_the_folder_of_the_IDE()
    {
        using var response = await browser.GetAsync("/graphql");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/graphql/"), (response.StatusCode, response.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task IDE_is_told_to_ask_this_server_and_may_ask_no_other()
    {
        using var page = await browser.GetAsync("/graphql/");
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains("connect-src 'self';", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var settings = await browser.GetStringAsync("/graphql/bcp-config.json");
        Assert.Contains("\"useBrowserUrlAsEndpoint\":true", settings, StringComparison.Ordinal);
        Assert.Contains("\"title\":\"KGPlanGraph\"", settings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ide.js", "text/javascript")]
    [InlineData("ide.css", "text/css")]
    [InlineData("service-worker.js", "text/javascript")]
    [InlineData("static/js/ide-worker.js", "text/javascript")]
    public async Task Files_that_the_IDE_asks_for_are_there(string file, string type)
    {
        using var response = await browser.GetAsync("/graphql/" + file);
        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task New_document_starts_with_a_request_and_a_token_that_answer()
    {
        var settings = JsonNode.Parse(await browser.GetStringAsync("/graphql/bcp-config.json"))!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = JsonContent.Create(new { query = (string)settings["graphQLDocument"]! });
        request.Headers.TryAddWithoutValidation("Authorization", (string)settings["httpHeaders"]!["Authorization"]!);
        using var response = await server.Http.SendAsync(request);
        Assert.StartsWith("""{"data":{"tasks":{"totalCount":37,""", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "attacker.example")]
    public async Task Another_site_is_lent_no_token_for_new_documents(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql/bcp-config.json");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await browser.SendAsync(request);
        Assert.DoesNotContain("Authorization", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Samples_that_the_page_offers_have_answers()
    {
        var samples = (await browser.GetStringAsync("/graphql/samples.graphql")).Split("\n\n#");
        Assert.Equal(5, samples.Length);
        foreach (var query in samples[..^1])
        {
            await server.DataAsync(query.Split('\n', 2)[1]);
        }

        using var events = await SseClient.OpenAsync(server.Http, server.Token(Role.Reader), samples[^1].Split('\n', 2)[1]);
    }

    [Theory]
    [InlineData("/graphql/../appsettings.json")]
    [InlineData("/graphql/..%2f..%2fappsettings.json")]
    [InlineData("/graphql/nothing.js")]
    public async Task Nothing_but_the_IDEs_files_lies_below_it(string path)
    {
        using var response = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task IDE_is_off_where_the_settings_say_so()
    {
        await using var other = new PlanServer(database, new Dictionary<string, string> { ["Ide:Enabled"] = "false" });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql/");
        request.Headers.Add("Accept", "text/html");
        using var response = await other.Http.SendAsync(request);
        Assert.NotEqual("text/html", response.Content.Headers.ContentType?.MediaType);
    }
}
