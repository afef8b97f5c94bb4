using System.Text;
using KGPlanGraph.Api.SignIn;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Tests.Api.Authentication;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace KGPlanGraph.Tests.Api.SignIn;

/// <summary>Where the sessions of the pages are kept: in the database, for all its servers, and readable in none of its tables.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private const string Me = "{ me { subject roles } }";
    private const string NotSignedIn = "AUTH_NOT_AUTHENTICATED";

    private OpenIdProvider provider = null!;

    public async Task InitializeAsync() => provider = await OpenIdProvider.StartAsync();

    public async Task DisposeAsync() => await provider.DisposeAsync();

    [Fact]
    public async Task Two_servers_of_a_database_share_their_sessions_from_the_first_step_to_the_last()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Postgres);
        // At once, as after an upgrade: both have to make the first key.
        var servers = await Task.WhenAll(StartAsync(database), StartAsync(database));
        await using var first = servers[0];
        await using var second = servers[1];
        Assert.Equal(1L, Convert.ToInt64(await database.ScalarAsync("SELECT count(*) FROM data_protection_keys"), null));

        using var browser = new SignInBrowser(first.Address);
        var callback = await browser.CallbackAsync("an");
        browser.Server = second.Address;
        Assert.Equal("/", (await browser.GetAsync(callback)).Location);
        foreach (var server in servers)
        {
            browser.Server = server.Address;
            Assert.Contains("\"subject\":\"an\"", await browser.AskAsync(Me), StringComparison.Ordinal);
        }

        browser.Server = first.Address;
        var cookies = browser.CookieHeader;
        await browser.PostAsync("/sign-out", "", "text/plain", ownPage: true);
        browser.CookieHeader = cookies;
        browser.Server = second.Address;
        Assert.Contains(NotSignedIn, await browser.AskAsync(Me), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Servers_ask_the_provider_for_new_tokens_once_between_them()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Postgres);
        await using var first = await StartAsync(database);
        await using var second = await StartAsync(database);
        provider.AccessTokenLifetime = TimeSpan.FromSeconds(40);
        using var browser = new SignInBrowser(first.Address);
        await browser.SignInAsync("an");
        provider.People["an"] = (["agency", "coordinator"], "SKHDT");
        provider.AccessTokenLifetime = TimeSpan.FromHours(1);
        using var other = new SignInBrowser(second.Address) { CookieHeader = browser.CookieHeader };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => (number % 2 == 0 ? browser : other).AskAsync(Me)));
        Assert.All(answers, answer => Assert.Contains("""["AGENCY","COORDINATOR"]""", answer, StringComparison.Ordinal));
        Assert.Equal(1, provider.Refreshes);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Restart_signs_nobody_out(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        using var browser = await SignedInAsync(database, "an");

        await using var server = await StartAsync(database);
        browser.Server = server.Address;
        Assert.Contains("\"subject\":\"an\"", await browser.AskAsync(Me), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Whoever_signs_out_everywhere_is_signed_out_on_every_device_and_nobody_else_is(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = await StartAsync(database);
        using var desk = new SignInBrowser(server.Address);
        using var phone = new SignInBrowser(server.Address);
        using var somebody = new SignInBrowser(server.Address);
        await desk.SignInAsync("an");
        await phone.SignInAsync("an");
        await somebody.SignInAsync("binh");

        await desk.PostAsync("/sign-out?everywhere=true", "", "text/plain", ownPage: true);
        Assert.Contains(NotSignedIn, await desk.AskAsync(Me), StringComparison.Ordinal);
        Assert.Contains(NotSignedIn, await phone.AskAsync(Me), StringComparison.Ordinal);
        Assert.Contains("\"subject\":\"binh\"", await somebody.AskAsync(Me), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Nothing_in_the_database_can_be_read_as_a_token_or_signs_anybody_in(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        using var browser = await SignedInAsync(database, "an");

        await using var context = database.Database.CreateContext();
        var row = await context.Set<SignInSession>().SingleAsync();
        foreach (var bytes in (byte[][])[row.Ticket, row.Tokens])
        {
            var text = Encoding.UTF8.GetString(bytes);
            Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Nguyễn", text, StringComparison.Ordinal);
        }

        // What a thief of the table has: the hash, and the keys of the cookies.
        Assert.Equal(64, row.Hash.Length);
        Assert.DoesNotContain(row.Hash, browser.CookieHeader, StringComparison.Ordinal);
        await using var server = await StartAsync(database);
        Assert.Null(await server.Services.GetRequiredService<SessionStore>().RetrieveAsync(row.Hash));
    }

    [Fact]
    public async Task Row_that_somebody_has_changed_is_no_session()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        using var browser = await SignedInAsync(database, "an");
        using var other = await SignedInAsync(database, "chi");
        await database.ScalarAsync("UPDATE sign_in_sessions SET tokens = (SELECT tokens FROM sign_in_sessions WHERE subject = 'chi'), ticket = (SELECT ticket FROM sign_in_sessions WHERE subject = 'chi')");

        await using var server = await StartAsync(database);
        browser.Server = other.Server = server.Address;
        Assert.Contains(NotSignedIn, await browser.AskAsync(Me), StringComparison.Ordinal);
        Assert.Contains("\"subject\":\"chi\"", await other.AskAsync(Me), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_again_begins_a_new_session_and_ends_the_one_before()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using var server = await StartAsync(database);
        using var browser = new SignInBrowser(server.Address);
        await browser.SignInAsync("an");
        using var before = new SignInBrowser(server.Address) { CookieHeader = browser.CookieHeader };
        await browser.SignInAsync("chi");

        Assert.Contains("\"subject\":\"chi\"", await browser.AskAsync(Me), StringComparison.Ordinal);
        Assert.Contains(NotSignedIn, await before.AskAsync(Me), StringComparison.Ordinal);

        // Also where it has ended already, and the browser does not know yet.
        await database.ScalarAsync("DELETE FROM sign_in_sessions");
        Assert.Contains(NotSignedIn, await browser.AskAsync(Me), StringComparison.Ordinal);
        await browser.SignInAsync("binh");
        Assert.Contains("\"subject\":\"binh\"", await browser.AskAsync(Me), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Sessions_that_have_expired_and_one_person_s_oldest_are_forgotten(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(engine);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var store = new SignInSessionStore(database.Database, clock);
        await AddAsync("a", "an");
        clock.Advance(TimeSpan.FromHours(10));
        await AddAsync("b", "binh");
        Assert.Equal("b", await HashesAsync());

        for (var number = 0; number < SignInSessionStore.MaxPerSubject; number++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await AddAsync($"{(char)('A' + (number / 26))}{(char)('A' + (number % 26))}", "binh");
        }

        Assert.Equal(SignInSessionStore.MaxPerSubject, Convert.ToInt32(await database.ScalarAsync("SELECT count(*) FROM sign_in_sessions"), null));
        Assert.Null(await store.FindAsync(HashOf("b"), CancellationToken.None));

        Task AddAsync(string name, string subject) => store.AddAsync(
            new() { Hash = HashOf(name), Subject = subject, Ticket = [1], Tokens = [2], ExpiresAt = clock.GetUtcNow().AddHours(10) }, CancellationToken.None);

        async Task<string> HashesAsync() => ((string)(await database.ScalarAsync("SELECT max(hash) FROM sign_in_sessions"))!).TrimEnd('0');

        static string HashOf(string name) => name.PadRight(64, '0');
    }

    /// <summary>Somebody whose server is gone.</summary>
    private async Task<SignInBrowser> SignedInAsync(TestDatabase database, string user)
    {
        await using var server = await StartAsync(database);
        var browser = new SignInBrowser(server.Address);
        Assert.Equal("/", (await browser.SignInAsync(user)).Location);
        return browser;
    }

    private Task<LiveServer> StartAsync(TestDatabase database) => LiveServer.StartAsync(database, SignInTests.SettingsOf(provider));
}
