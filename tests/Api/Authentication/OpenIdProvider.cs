using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace KGPlanGraph.Tests.Api.Authentication;

/// <summary>OpenIddict with two clients, as somebody would run it beside the service: its discovery, its keys, its tokens.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    internal const string Audience = "kg-plan";

    private readonly WebApplication app;

    private OpenIdProvider(WebApplication app) => this.app = app;

    internal string Address => app.Urls.First();

    internal static async Task<OpenIdProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(server => server
            .EnableDegradedMode()
            .SetTokenEndpointUris("connect/token")
            .AllowClientCredentialsFlow()
            .AddEphemeralEncryptionKey()
            .AddSigningKey(TestAuthority.NewRsaKey())
            .DisableAccessTokenEncryption()
            .AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(handler => handler.UseInlineHandler(CheckClient))
            .AddEventHandler<OpenIddictServerEvents.HandleTokenRequestContext>(handler => handler.UseInlineHandler(SignIn))
            .UseAspNetCore().DisableTransportSecurityRequirement());
        var app = builder.Build();
        await app.StartAsync();
        return new(app);
    }

    /// <summary>An access token by client credentials.</summary>
    internal async Task<string> GetTokenAsync(string client)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Address) };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = GrantTypes.ClientCredentials,
            ["client_id"] = client,
            ["client_secret"] = "secret of " + client,
        });
        using var response = await http.PostAsync(new Uri("connect/token", UriKind.Relative), form);
        var answer = await response.Content.ReadFromJsonAsync<JsonObject>();
        return (string?)answer!["access_token"] ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    /// <summary>A new key signs from now on; the one before stays published.</summary>
    internal void RotateKey() => app.Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue
        .SigningCredentials.Insert(0, new(TestAuthority.NewRsaKey(), SecurityAlgorithms.RsaSha256));

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static ValueTask CheckClient(OpenIddictServerEvents.ValidateTokenRequestContext context)
    {
        if (context.ClientSecret != "secret of " + context.ClientId)
        {
            context.Reject(Errors.InvalidClient);
        }

        return default;
    }

    private static ValueTask SignIn(OpenIddictServerEvents.HandleTokenRequestContext context)
    {
        var identity = new ClaimsIdentity("client");
        identity.SetClaim(Claims.Subject, context.ClientId);
        identity.SetClaim(Claims.Name, "Phần mềm " + context.ClientId);
        identity.SetClaims(Claims.Role, context.ClientId == "portal" ? ["reader"] : ["coordinator", "agency", "offline_access"]);
        identity.SetClaim("realm_access", JsonSerializer.SerializeToElement(new { roles = new[] { "approver" } }));
        identity.SetClaim("agency", "SCT");
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        var principal = new ClaimsPrincipal(identity);
        principal.SetResources(Audience);
        context.SignIn(principal);
        return default;
    }
}
