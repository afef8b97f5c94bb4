using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Tests.Api.Authentication;

public sealed class OpenIdProviderTests : IAsyncLifetime
{
    private OpenIdProvider provider = null!;

    public async Task InitializeAsync() => provider = await OpenIdProvider.StartAsync();

    public async Task DisposeAsync() => await provider.DisposeAsync();

    [Fact]
    public async Task A_client_s_token_makes_it_a_caller_with_its_roles()
    {
        await using var server = await StartServerAsync();

        var portal = await server.CallAsync(await provider.GetTokenAsync("portal"));
        var office = await server.CallAsync(await provider.GetTokenAsync("office"));

        Assert.Equal(("portal", "Phần mềm portal", Role.Reader, "SCT"), (portal.Subject, portal.Name, portal.Roles, portal.AgencyCode));
        Assert.Equal(("office", Role.Coordinator | Role.Agency), (office.Subject, office.Roles));
        Assert.InRange(office.ExpiresAt!.Value, DateTimeOffset.UtcNow.AddMinutes(50), DateTimeOffset.UtcNow.AddMinutes(70));
    }

    [Fact]
    public async Task Roles_are_read_where_the_settings_say()
    {
        await using var server = await StartServerAsync(("Authentication:RoleClaim", "realm_access.roles"));

        Assert.Equal(Role.Approver, (await server.CallAsync(await provider.GetTokenAsync("portal"))).Roles);
    }

    [Fact]
    public async Task Tokens_before_and_after_a_rotation_of_the_key_are_accepted()
    {
        await using var server = await StartServerAsync();
        var before = await provider.GetTokenAsync("portal");
        await server.CallAsync(before);
        provider.RotateKey();

        Assert.Equal("office", (await server.CallAsync(await provider.GetTokenAsync("office"))).Subject);
        Assert.Equal("portal", (await server.CallAsync(before)).Subject);
    }

    private Task<CallerServer> StartServerAsync(params (string Key, string Value)[] further) => CallerServer.StartAsync(
        new Dictionary<string, string?>
        {
            ["Authentication:Schemes:Bearer:Authority"] = provider.Address,
            ["Authentication:Schemes:Bearer:ValidAudiences:0"] = OpenIdProvider.Audience,
            ["Authentication:Schemes:Bearer:RequireHttpsMetadata"] = "false",
        }.Concat(further.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))));
}
