using System.Net;
using KGPlanGraph.Persistence;
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
