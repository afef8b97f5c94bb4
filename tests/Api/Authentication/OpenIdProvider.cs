using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace KGPlanGraph.Tests.Api.Authentication;

/// <summary>OpenIddict with two clients and with people, as somebody would run it beside the service: its discovery, its keys, its tokens, its page to sign in.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    internal const string Audience = "kg-plan";

    /// <summary>The client at which people sign in, and its secret.</summary>
    internal const string Pages = "pages";

    internal const string PagesSecret = "secret of " + Pages;

    /// <summary>Name → roles and agency; a test may change them, which the next refresh shows.</summary>
    internal Dictionary<string, (string[] Roles, string? Agency)> People { get; } = new(StringComparer.Ordinal)
    {
        ["an"] = (["agency"], "SKHDT"),
        ["binh"] = (["coordinator"], null),
        ["chi"] = (["approver"], null),
        ["dung"] = (["reader"], null),
    };

    private WebApplication app = null!;
    private int refreshes;

    internal string Address => app.Urls.First();

    /// <summary>How often a token was refreshed, or should have been.</summary>
    internal int Refreshes => Volatile.Read(ref refreshes);

    /// <summary>Whether a refresh is refused, as after the end of the session at the provider.</summary>
    internal bool HasEndedSessions { get; set; }

    internal TimeSpan AccessTokenLifetime
    {
        set => app.Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue.AccessTokenLifetime = value;
    }

    internal static async Task<OpenIdProvider> StartAsync()
    {
        var provider = new OpenIdProvider();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(server => server
            .EnableDegradedMode()
            .SetTokenEndpointUris("connect/token")
            .SetAuthorizationEndpointUris("connect/authorize")
            .SetEndSessionEndpointUris("connect/logout")
            .AllowClientCredentialsFlow()
            .AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange()
            .AllowRefreshTokenFlow()
            .RegisterScopes(Scopes.Profile)
            .AddEventHandler<OpenIddictServerEvents.ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(CheckRequest))
            .AddEventHandler<OpenIddictServerEvents.HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(provider.AskWhoAsync))
            .AddEventHandler<OpenIddictServerEvents.ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(_ => default))
            .AddEventHandler<OpenIddictServerEvents.HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(SignOut))
            .AddEphemeralEncryptionKey()
            .AddSigningKey(TestAuthority.NewRsaKey())
            .DisableAccessTokenEncryption()
            .AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(handler => handler.UseInlineHandler(CheckClient))
            .AddEventHandler<OpenIddictServerEvents.HandleTokenRequestContext>(handler => handler.UseInlineHandler(provider.SignIn))
            .UseAspNetCore().DisableTransportSecurityRequirement());
        provider.app = builder.Build();
        await provider.app.StartAsync();
        return provider;
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

    private static ValueTask CheckRequest(OpenIddictServerEvents.ValidateAuthorizationRequestContext context)
    {
        if (context.ClientId != Pages || context.RedirectUri?.EndsWith("/sign-in/callback", StringComparison.Ordinal) != true)
        {
            context.Reject(Errors.InvalidClient);
        }

        return default;
    }

    private static ValueTask SignOut(OpenIddictServerEvents.HandleEndSessionRequestContext context)
    {
        context.SignOut();
        return default;
    }

    /// <summary>The page to sign in: a link for each person.</summary>
    private async ValueTask AskWhoAsync(OpenIddictServerEvents.HandleAuthorizationRequestContext context)
    {
        if ((string?)context.Request["user"] is { } user)
        {
            context.SignIn(PrincipalOf(user, context.Request.GetScopes()));
            return;
        }

        var http = context.Transaction.GetHttpRequest()!;
        http.HttpContext.Response.ContentType = "text/html";
        await http.HttpContext.Response.WriteAsync(string.Concat(People.Keys.Select(name =>
            $"<p><a href=\"{System.Net.WebUtility.HtmlEncode($"{http.Path}{http.QueryString}&user={name}")}\">{name}</a></p>")));
        context.HandleRequest();
    }

    private ClaimsPrincipal PrincipalOf(string user, IEnumerable<string> scopes)
    {
        var (roles, agency) = People[user];
        var identity = new ClaimsIdentity("person");
        identity.SetClaim(Claims.Subject, user);
        identity.SetClaim(Claims.Name, "Nguyễn Văn " + user);
        identity.SetClaims(Claims.Role, [.. roles]);
        identity.SetClaim("agency", agency);
        identity.SetDestinations(claim => claim.Type == Claims.Subject ? [Destinations.AccessToken, Destinations.IdentityToken] : [Destinations.AccessToken]);
        var principal = new ClaimsPrincipal(identity);
        principal.SetResources(Audience);
        principal.SetScopes(scopes);
        return principal;
    }

    private ValueTask SignIn(OpenIddictServerEvents.HandleTokenRequestContext context)
    {
        if (context.Request.IsRefreshTokenGrantType())
        {
            Interlocked.Increment(ref refreshes);
        }

        if (context.Request.IsRefreshTokenGrantType() && HasEndedSessions)
        {
            context.Reject(Errors.InvalidGrant);
            return default;
        }

        if (context.Principal is { } known && !context.Request.IsClientCredentialsGrantType())
        {
            context.SignIn(PrincipalOf(known.GetClaim(Claims.Subject)!, known.GetScopes()));
            return default;
        }

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
