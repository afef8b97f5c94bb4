using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using KGPlanGraph.Api.Commands;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Api.Authentication;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.SignIn;

public sealed class SignInTests : IAsyncLifetime
{
    private const string Me = "{ me { subject name roles agency { code } } }";

    private OpenIdProvider provider = null!;
    private TestDatabase database = null!;
    private LiveServer server = null!;

    public async Task InitializeAsync()
    {
        provider = await OpenIdProvider.StartAsync();
        database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        server = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await database.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_signs_in_has_the_rights_of_the_access_token_and_no_token_in_the_browser()
    {
        using var browser = new SignInBrowser(server.Address);
        var start = await browser.GetAsync("/sign-in?return=/tasks/KG-CN-2022/II.3.c");
        Assert.StartsWith(provider.Address + "/connect/authorize", start.Location, StringComparison.Ordinal);
        Assert.Contains("code_challenge_method=S256", start.Location, StringComparison.Ordinal);
        var back = await browser.SignInAsync("an", "/tasks/KG-CN-2022/II.3.c");

        Assert.Equal("/tasks/KG-CN-2022/II.3.c", back.Location);
        var cookie = Assert.Single(back.Cookies, cookie => cookie.StartsWith("__Host-KGPlanGraph=", StringComparison.Ordinal));
        foreach (var attribute in (string[])["path=/", "secure", "samesite=lax", "httponly"])
        {
            Assert.Contains(attribute, cookie, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("eyJ", cookie, StringComparison.Ordinal);
        Assert.Equal("""{"data":{"me":{"subject":"an","name":"Nguyễn Văn an","roles":["AGENCY"],"agency":{"code":"SKHDT"}}}}""", await browser.AskAsync(Me));
        Assert.Equal("""{"signIn":true,"signedIn":true,"token":null}""", (await browser.GetAsync("/session", ownPage: true)).Body);
    }

    [Fact]
    public async Task Roles_that_nobody_knows_give_no_rights()
    {
        provider.People["an"] = (["chief"], "SKHDT");
        using var browser = new SignInBrowser(server.Address);
        await browser.SignInAsync("an");

        Assert.Contains("AUTH_NOT_AUTHORIZED", await browser.AskAsync(Me), StringComparison.Ordinal);
        Assert.Contains("AUTH_NOT_AUTHORIZED", await browser.AskAsync("{ plans { totalCount } }"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_without_the_header_is_as_if_it_were_not_there()
    {
        using var browser = new SignInBrowser(server.Address);
        await browser.SignInAsync("binh");

        Assert.Contains("AUTH_NOT_AUTHENTICATED", await browser.AskAsync(Me, ownPage: false), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/plans")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/v1/plans", ownPage: true)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PostAsync("/import?code=A&dryRun=true", "x", "text/plain")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/import?code=A&dryRun=true", "x", "text/plain", ownPage: true)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("/sign-out", "", "text/plain")).Status);
        Assert.Contains("\"subject\":\"binh\"", await browser.AskAsync(Me), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("true")]
    public async Task Only_the_header_s_one_value_counts(string value)
    {
        using var browser = new SignInBrowser(server.Address);
        await browser.SignInAsync("binh");
        var answer = await browser.SendAsync(HttpMethod.Post, "/graphql", JsonContent.Create(new { query = Me }), ("X-KGPlanGraph", value));
        Assert.Contains("AUTH_NOT_AUTHENTICATED", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_origin_may_send_the_cookie_whatever_the_settings_allow_it()
    {
        await using var open = await StartAsync("--Cors:Origins:0=https://other.example.vn", "--Cors:Headers:0=X-KGPlanGraph");
        using var browser = new SignInBrowser(open.Address);
        var answer = await browser.SendAsync(HttpMethod.Options, "/graphql", null,
            ("Origin", "https://other.example.vn"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "x-kgplangraph,content-type"));
        Assert.DoesNotContain("Access-Control-Allow-Credentials", answer.Headers, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Answers_of_a_session_are_kept_apart_from_those_of_others()
    {
        using var browser = new SignInBrowser(server.Address);
        await browser.SignInAsync("an");
        var answer = await browser.GetAsync("/api/v1/plans", ownPage: true);
        Assert.Contains("Cookie, X-KGPlanGraph", answer.Headers, StringComparison.Ordinal);
        Assert.Contains("private", answer.Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_token_is_refreshed_before_its_end_and_brings_the_rights_of_now()
    {
        provider.AccessTokenLifetime = TimeSpan.FromSeconds(40);
        using var browser = new SignInBrowser(server.Address);
        await browser.SignInAsync("an");
        provider.People["an"] = (["agency", "coordinator"], "SKHDT");
        provider.AccessTokenLifetime = TimeSpan.FromHours(1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.AskAsync(Me)));
        Assert.All(answers, answer => Assert.Contains("""["AGENCY","COORDINATOR"]""", answer, StringComparison.Ordinal));
        Assert.Equal(1, provider.Refreshes);
    }

    [Fact]
    public async Task Session_that_the_provider_has_ended_lasts_as_long_as_its_access_token()
    {
        provider.AccessTokenLifetime = TimeSpan.FromSeconds(40);
        using var browser = new SignInBrowser(server.Address);
        await browser.SignInAsync("an");
        provider.HasEndedSessions = true;
        Assert.Contains("\"subject\":\"an\"", await browser.AskAsync(Me), StringComparison.Ordinal);
        Assert.Contains("\"subject\":\"an\"", await browser.AskAsync(Me), StringComparison.Ordinal);
        Assert.Equal(1, provider.Refreshes);

        // Beyond the clock skew.
        provider.HasEndedSessions = false;
        provider.AccessTokenLifetime = TimeSpan.FromSeconds(-31);
        using var late = new SignInBrowser(server.Address);
        Assert.Equal("/?sign-in=failed", (await late.SignInAsync("an")).Location);
        Assert.Contains("AUTH_NOT_AUTHENTICATED", await late.AskAsync(Me), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_out_ends_the_session_here_and_at_the_provider()
    {
        using var browser = new SignInBrowser(server.Address);
        await browser.SignInAsync("chi");
        var before = browser.CookieHeader;
        var answer = await browser.PostAsync("/sign-out", "", "text/plain", ownPage: true);

        var location = JsonDocument.Parse(answer.Body).RootElement.GetProperty("location").GetString()!;
        Assert.StartsWith(provider.Address + "/connect/logout?", location, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString($"{server.Address}sign-out/callback"), location, StringComparison.Ordinal);
        browser.CookieHeader = before;
        Assert.Contains("AUTH_NOT_AUTHENTICATED", await browser.AskAsync(Me), StringComparison.Ordinal);
        Assert.Equal("/", (await browser.GetAsync("/sign-out/callback")).Location);
    }

    [Theory]
    [InlineData("//attacker.example/")]
    [InlineData("/\\attacker.example/")]
    [InlineData("https://attacker.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/attacker.example")]
    [InlineData("")]
    public async Task Sign_in_leads_to_no_other_site(string address)
    {
        using var browser = new SignInBrowser(server.Address);
        Assert.Equal("/", (await browser.SignInAsync("an", address)).Location);
    }

    [Theory]
    [InlineData("/sign-in/callback?code=stolen&state=made-up")]
    [InlineData("/sign-in/callback?error=access_denied")]
    [InlineData("/sign-in/callback")]
    public async Task What_this_server_did_not_begin_ends_without_a_session(string path)
    {
        using var browser = new SignInBrowser(server.Address);
        var answer = await browser.GetAsync(path);
        Assert.Equal((HttpStatusCode.Redirect, "/?sign-in=failed"), (answer.Status, answer.Location));
        Assert.DoesNotContain("KGPlanGraph", browser.CookieHeader, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_of_one_browser_signs_in_no_other()
    {
        using var attacker = new SignInBrowser(server.Address);
        var callback = await attacker.CallbackAsync("chi");
        using var victim = new SignInBrowser(server.Address);
        Assert.Equal("/?sign-in=failed", (await victim.GetAsync(callback)).Location);
    }

    [Fact]
    public async Task Bearer_token_counts_before_the_cookie()
    {
        using var browser = new SignInBrowser(server.Address);
        await browser.SignInAsync("an");
        var answer = await browser.SendAsync(HttpMethod.Post, "/graphql", JsonContent.Create(new { query = Me }),
            ("X-KGPlanGraph", "1"), ("Authorization", "Bearer " + server.Token(Role.Admin)));
        Assert.Contains("ADMIN", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_settings_there_is_nothing_to_sign_in_at()
    {
        await using var plain = await LiveServer.StartAsync(database);
        Assert.Equal(HttpStatusCode.NotFound, (await plain.Http.GetAsync(new Uri("/sign-in", UriKind.Relative))).StatusCode);
        Assert.StartsWith("""{"signIn":false,"signedIn":false""", await plain.Http.GetStringAsync(new Uri("/session", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--SignIn:ClientId=pages", "SignIn:Authority is missing")]
    [InlineData("--SignIn:Authority=id.example.vn", "SignIn:Authority is not an absolute address")]
    [InlineData("--SignIn:Authority=http://id.example.vn", "SignIn:Authority is not HTTPS")]
    [InlineData("--SignIn:Authority=https://id.example.vn", "SignIn:ClientId is missing")]
    [InlineData("--SignIn:Authority=https://id.example.vn", "SignIn needs Authentication:Schemes:Bearer:Authority")]
    [InlineData("--SignIn:Client=pages", "SignIn:Client does not exist")]
    public async Task Faults_of_the_settings_are_told_at_the_start(string setting, string fault)
    {
        var failure = await Assert.ThrowsAsync<CommandFailure>(() => LiveServer.StartAsync(database, setting));
        Assert.Contains(fault, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_out_of_reach_is_told_on_the_page()
    {
        await provider.DisposeAsync();
        using var browser = new SignInBrowser(server.Address);
        Assert.Equal("/?sign-in=failed", (await browser.GetAsync("/sign-in")).Location);
    }

    [Fact]
    public async Task Browser_signs_in_and_out_and_other_sites_can_do_nothing_with_its_cookie()
    {
        var file = Path.Combine(database.Options.ContentRoot, "localhost.pfx");
        using (var key = RSA.Create(2048))
        {
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, "test"));
        }

        await using var secure = await StartAsync(
            "--environment=Production", "--Ide:Enabled=true", "--urls=https://127.0.0.1:0", $"--Kestrel:Certificates:Default:Path={file}", "--Kestrel:Certificates:Default:Password=test");
        await NodeScript.RunAsync("signin.mjs", $"{secure.Address}", file);
    }

    private Task<LiveServer> StartAsync(params string[] further) => LiveServer.StartAsync(database, [.. SettingsOf(provider), .. further]);

    internal static string[] SettingsOf(OpenIdProvider provider) =>
    [
        $"--Authentication:Schemes:Bearer:Authority={provider.Address}", $"--Authentication:Schemes:Bearer:ValidAudiences:0={OpenIdProvider.Audience}",
        "--Authentication:Schemes:Bearer:RequireHttpsMetadata=false", $"--SignIn:Authority={provider.Address}", $"--SignIn:ClientId={OpenIdProvider.Pages}",
        $"--SignIn:ClientSecret={OpenIdProvider.PagesSecret}",
    ];
}
