namespace KGPlanGraph.Tests.Api.Authentication;

/// <summary>An authority and a service that trusts it, made for each test.</summary>
public abstract class TokenTestBed : IAsyncLifetime
{
    internal TestAuthority Authority { get; private set; } = null!;

    internal CallerServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Authority = await TestAuthority.StartAsync();
        Server = await CallerServer.StartAsync(Authority.Settings().Concat(FurtherSettings));
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        await Authority.DisposeAsync();
    }

    private protected virtual IEnumerable<KeyValuePair<string, string?>> FurtherSettings => [];

    private protected static string Refusal(string message) =>
        $$$"""{"errors":[{"message":"{{{message}}}","extensions":{"code":"AUTH_NOT_AUTHENTICATED"}}]}""";
}
