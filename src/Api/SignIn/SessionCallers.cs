using System.Net;
using System.Text.Json;
using KGPlanGraph.Api.Authentication;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace KGPlanGraph.Api.SignIn;

/// <summary>
/// Says whose request it is that comes with a session's cookie: its access token, checked as any other token is.
/// <code>
/// 1. Sent by a page of this server?   the header that no other site can send; for a WebSocket, the Origin, which no page can choose
/// 2. Session                          of the cookie
/// 3. Access token                     refreshed shortly before its end; what the provider refuses to refresh ends the session
/// </code>
/// </summary>
internal sealed class SessionCallers(
    SessionStore store, IOptionsMonitor<OpenIdConnectOptions> options, ITokenVerifier verifier, TimeProvider clock, ILogger<SessionCallers> log)
{
    /// <summary>A browser sends a header of this name across sites only where this server's CORS policy allows credentials, which it never does.</summary>
    internal const string Header = "X-KGPlanGraph";

    private static readonly TimeSpan RefreshBefore = TimeSpan.FromSeconds(60);

    /// <summary>Longer than the provider is waited for, to find out its addresses and to ask it: a server that ends meanwhile holds up nobody for good.</summary>
    private static readonly TimeSpan RefreshTime = SignInRegistration.ProviderTimeout * 2 + TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    /// <summary>The token's result; null where no session counts: the request is then as if it had no cookie.</summary>
    internal async ValueTask<TokenResult?> FindAsync(HttpContext context)
    {
        // 1, 2
        if (await FindSessionAsync(context) is not { } session)
        {
            return null;
        }

        // 3
        var result = await verifier.VerifyAsync(session.Tokens.AccessToken, context.RequestAborted);
        if (NeedsRefresh(result))
        {
            result = await RefreshAsync(session, result, context.RequestAborted);
        }

        if (result.Failure is null or TokenFailure.AuthorityOutOfReach)
        {
            return result;
        }

        log.LogInformation("A session ended: {Failure}", result.Failure);
        await store.RemoveAsync(session.Key);
        return null;
    }

    /// <summary>The session of a request that a page of this server has sent.</summary>
    internal static async ValueTask<Session?> FindSessionAsync(HttpContext context) =>
        IsOwnPage(context) && context.Request.Cookies.ContainsKey(SignInRegistration.CookieName)
        && await context.AuthenticateAsync(SignInRegistration.CookieScheme) is { Ticket: { } ticket } ? SessionStore.Find(ticket) : null;

    /// <summary>Ends all sessions of the person of a request that has one.</summary>
    internal async Task EndAllAsync(HttpContext context)
    {
        if (await context.AuthenticateAsync(SignInRegistration.CookieScheme) is { Ticket: { } ticket })
        {
            await store.RemoveAllAsync(ticket);
        }
    }

    /// <summary>Ends a session here, and tells the provider that its refresh token is not needed any more.</summary>
    /// <returns>Where the browser should go to sign out at the provider too; null where the provider has no such address.</returns>
    internal async Task<string?> EndAsync(Session session, string comeBackTo, CancellationToken cancellationToken)
    {
        await store.RemoveAsync(session.Key);
        var provider = options.Get(SignInRegistration.ProviderScheme);
        OpenIdConnectConfiguration discovered;
        try
        {
            discovered = await provider.ConfigurationManager!.GetConfigurationAsync(cancellationToken);
            if (session.Tokens.RefreshToken is { } refreshToken && discovered.AdditionalData.TryGetValue("revocation_endpoint", out var found)
                && found?.ToString() is { Length: > 0 } revocation)
            {
                using var response = await PostAsync(
                    provider, revocation, new() { ["token"] = refreshToken, ["token_type_hint"] = "refresh_token" }, cancellationToken);
            }
        }
        catch (Exception e) when (IsOfProvider(e))
        {
            log.LogWarning(e, "The provider could not be told that a session has ended");
            return null;
        }

        return string.IsNullOrEmpty(discovered.EndSessionEndpoint) ? null : new OpenIdConnectMessage
        {
            IssuerAddress = discovered.EndSessionEndpoint,
            ClientId = provider.ClientId,
            IdTokenHint = session.Tokens.IdToken,
            PostLogoutRedirectUri = comeBackTo,
        }.BuildRedirectUrl();
    }

    internal static bool IsOfProvider(Exception e) => e is HttpRequestException or InvalidOperationException or TaskCanceledException or JsonException or IOException;

    internal static bool IsOwnPage(HttpContext context)
    {
        var request = context.Request;
        return request.Headers[Header] is ["1"]
            || (IsWebSocket(context) && request.Headers.Origin is [var origin] && string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }

    // An upgrade of HTTP/1.1, or the extended CONNECT of HTTP/2.
    private static bool IsWebSocket(HttpContext context) =>
        (context.Request.Headers.Upgrade is [var upgrade] && "websocket".Equals(upgrade, StringComparison.OrdinalIgnoreCase))
        || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" };

    private bool NeedsRefresh(TokenResult result) =>
        result.Failure == TokenFailure.Expired || result.Caller?.ExpiresAt - clock.GetUtcNow() < RefreshBefore;

    /// <summary>One refresh at a time, at all servers together: a provider that rotates refresh tokens takes each once.</summary>
    private async Task<TokenResult> RefreshAsync(Session session, TokenResult before, CancellationToken cancellationToken)
    {
        while (session.Tokens.RefreshToken is { } refreshToken)
        {
            // Not with the request, nor is what follows: a turn that nobody uses would hold up the others, and a rotated token that came too late for its request would be
            // lost, and the session with it.
            if (await store.BeginRefreshAsync(session, RefreshTime))
            {
                return await RequestAsync(session, refreshToken, before);
            }

            // Somebody else asks, or has asked.
            if (await store.ReloadAsync(session, cancellationToken) is not { } now)
            {
                return TokenResult.Refused(TokenFailure.Expired);
            }

            if (now.TokensVersion != session.TokensVersion)
            {
                return await verifier.VerifyAsync(now.Tokens.AccessToken, cancellationToken);
            }

            await Task.Delay(LookAgain, clock, cancellationToken);
        }

        return before;
    }

    private async Task<TokenResult> RequestAsync(Session session, string refreshToken, TokenResult before)
    {
        var provider = options.Get(SignInRegistration.ProviderScheme);
        SessionTokens? tokens = null;
        try
        {
            var discovered = await provider.ConfigurationManager!.GetConfigurationAsync(CancellationToken.None);
            using var response = await PostAsync(
                provider, discovered.TokenEndpoint, new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken }, CancellationToken.None);
            var text = await response.Content.ReadAsStringAsync();
            if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized)
            {
                // The provider has ended it: what is left of the access token still counts.
                log.LogInformation("A session could not be refreshed ({Status})", (int)response.StatusCode);
                tokens = session.Tokens with { RefreshToken = null };
                return before;
            }

            response.EnsureSuccessStatusCode();
            var message = new OpenIdConnectMessage(text);
            if (string.IsNullOrEmpty(message.AccessToken))
            {
                throw new InvalidOperationException("The provider's answer holds no access token.");
            }

            tokens = new(
                message.AccessToken, string.IsNullOrEmpty(message.RefreshToken) ? refreshToken : message.RefreshToken,
                string.IsNullOrEmpty(message.IdToken) ? session.Tokens.IdToken : message.IdToken);
            return await verifier.VerifyAsync(tokens.AccessToken, CancellationToken.None);
        }
        catch (Exception e) when (IsOfProvider(e))
        {
            log.LogWarning(e, "A session could not be refreshed: the provider is out of reach");
            return before.Failure is null ? before : TokenResult.Refused(TokenFailure.AuthorityOutOfReach);
        }
        finally
        {
            await store.EndRefreshAsync(session, tokens);
        }
    }

    private static async Task<HttpResponseMessage> PostAsync(
        OpenIdConnectOptions provider, string address, Dictionary<string, string> fields, CancellationToken cancellationToken)
    {
        fields["client_id"] = provider.ClientId!;
        if (provider.ClientSecret is { Length: > 0 } secret)
        {
            fields["client_secret"] = secret;
        }

        using var form = new FormUrlEncodedContent(fields);
        return await provider.Backchannel.PostAsync(new Uri(address), form, cancellationToken);
    }
}
