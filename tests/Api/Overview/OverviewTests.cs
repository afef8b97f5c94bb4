using System.Net;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Api.Authentication;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Overview;

public sealed class OverviewTests : IAsyncLifetime
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
    [InlineData("/overview.js", "text/javascript")]
    [InlineData("/overview-api.js", "text/javascript")]
    [InlineData("/overview.css", "text/css")]
    public async Task Page_comes_from_this_server_and_may_ask_no_other(string path, string type)
    {
        using var response = await server.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("connect-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("http://", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
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
}
