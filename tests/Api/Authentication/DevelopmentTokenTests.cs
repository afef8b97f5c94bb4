using System.Net;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Tests.Api.Authentication;

public sealed class DevelopmentTokenTests : IDisposable
{
    private readonly DirectoryInfo contentRoot = Directory.CreateTempSubdirectory("kg-");

    private string KeyPath => Path.Combine(contentRoot.FullName, "data", "development-signing-key.pem");

    public void Dispose() => contentRoot.Delete(recursive: true);

    [Fact]
    public async Task A_token_made_after_the_server_started_is_accepted_at_once()
    {
        await using var server = await StartAsync("Development");

        var caller = await server.CallAsync(Issue(Role.Agency | Role.Reader, "SKHDT", "Lê Thị B"));

        Assert.Equal(("Lê Thị B", "Lê Thị B", Role.Agency | Role.Reader, "SKHDT"), (caller.Subject, caller.Name, caller.Roles, caller.AgencyCode));
    }

    [Fact]
    public async Task A_token_made_with_a_new_key_while_the_server_runs_is_accepted_and_the_old_one_ends()
    {
        await using var server = await StartAsync("Development");
        var old = Issue(Role.Reader);
        await server.CallAsync(old);
        File.Delete(KeyPath);

        Assert.Equal("ADMIN", (await server.CallAsync(Issue(Role.Admin))).Subject);
        using var response = await server.SendAsync($"Bearer {old}");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task No_other_environment_accepts_it_though_the_key_lies_there(string environment)
    {
        await using var authority = await TestAuthority.StartAsync();
        await using var server = await StartAsync(environment, authority.Settings());

        using var response = await server.SendAsync($"Bearer {Issue(Role.Admin)}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(0, server.Executions);
    }

    [Fact]
    public async Task In_Development_an_authority_s_tokens_are_accepted_beside_it()
    {
        await using var authority = await TestAuthority.StartAsync();
        await using var server = await StartAsync("Development", authority.Settings().Append(new("Authentication:RoleClaim", "realm_access.roles")));

        Assert.Equal(Role.Admin, (await server.CallAsync(Issue(Role.Admin))).Roles);
        Assert.Equal("user-1", (await server.CallAsync(authority.GoodToken())).Subject);
    }

    [Fact]
    public async Task An_authority_cannot_speak_for_the_development_issuer()
    {
        await using var authority = await TestAuthority.StartAsync();
        await using var server = await StartAsync("Development", authority.Settings());
        var payload = authority.Payload();
        payload["iss"] = "urn:kgplangraph:development";
        payload["aud"] = "kgplangraph";

        using var response = await server.SendAsync($"Bearer {authority.Sign(payload)}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public void The_key_is_its_owner_s_alone()
    {
        Issue(Role.Reader);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
        }
    }

    [Fact]
    public void A_key_that_others_may_read_is_closed_to_them()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Issue(Role.Reader);
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        Issue(Role.Reader);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
    }

    [Fact]
    public void Of_many_that_make_the_key_at_once_all_use_the_same()
    {
        var keys = new string[16];

        Parallel.For(0, keys.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            index => keys[index] = DevelopmentKeyFile.In(contentRoot.FullName).ReadOrCreate().KeyId);

        Assert.Single(keys.Distinct());
        Assert.Equal([KeyPath], Directory.GetFiles(Path.GetDirectoryName(KeyPath)!));
    }

    [Fact]
    public void A_key_file_that_is_none_is_named_with_the_way_out()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyPath)!);
        File.WriteAllText(KeyPath, "not a key");

        var fault = Assert.Throws<InvalidDataException>(() => Issue(Role.Reader));

        Assert.Equal($"{KeyPath} does not hold a private key in PEM. Delete it: the next token makes a new one.", fault.Message);
    }

    private Task<CallerServer> StartAsync(string environment, IEnumerable<KeyValuePair<string, string?>>? settings = null) =>
        CallerServer.StartAsync(settings ?? [], environment, contentRoot.FullName);

    private string Issue(Role roles, string? agency = null, string? name = null) =>
        new DevelopmentIssuer(DevelopmentKeyFile.In(contentRoot.FullName), TimeProvider.System).Issue(roles, agency, name, TimeSpan.FromMinutes(5));
}
