using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace KGPlanGraph.Api.SignIn;

/// <summary>Somebody who has signed in. The tokens never leave the server; the browser has a random key.</summary>
internal sealed class Session(string key)
{
    /// <summary>What the browser's cookie holds, encrypted.</summary>
    internal string Key { get; } = key;

    /// <summary>Without tokens.</summary>
    internal AuthenticationTicket Ticket { get; set; } = null!;

    internal string AccessToken { get; set; } = "";

    /// <summary>Null where the provider gave none: the session then ends with its access token.</summary>
    internal string? RefreshToken { get; set; }

    /// <summary>Tells the provider at sign-out whose session ends.</summary>
    internal string? IdToken { get; set; }

    /// <summary>One refresh at a time: a provider that rotates refresh tokens takes each once.</summary>
    internal SemaphoreSlim Refreshing { get; } = new(1, 1);
}

/// <summary>
/// The sessions, in this process's memory: a restart signs everybody out, which most providers undo without asking for a password. In the cookie the
/// tokens would be in the browser, if encrypted, and at 4 KB in every request.
/// </summary>
internal sealed class SessionStore(TimeProvider clock) : ITicketStore
{
    /// <summary>Many more than a province has officials; what signs in more often than people do must not fill the memory.</summary>
    internal const int MaxSessions = 20_000;

    private const string KeyItem = "session";

    private readonly ConcurrentDictionary<string, Session> sessions = new(StringComparer.Ordinal);

    /// <summary>The session of a ticket; null where it has ended.</summary>
    internal Session? Find(AuthenticationTicket ticket) =>
        ticket.Properties.Items.TryGetValue(KeyItem, out var key) && key is not null ? sessions.GetValueOrDefault(key) : null;

    public Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        if (sessions.Count >= MaxSessions)
        {
            RemoveOldest();
        }

        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var session = new Session(key);
        Adopt(session, ticket);
        sessions[key] = session;
        return Task.FromResult(key);
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        if (sessions.TryGetValue(key, out var session))
        {
            Adopt(session, ticket);
        }

        return Task.CompletedTask;
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => Task.FromResult(sessions.GetValueOrDefault(key)?.Ticket);

    public Task RemoveAsync(string key)
    {
        sessions.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    // A renewed ticket comes without tokens, one of a new sign-in with them.
    private static void Adopt(Session session, AuthenticationTicket ticket)
    {
        var properties = ticket.Properties;
        if (properties.GetTokenValue(OpenIdConnectParameterNames.AccessToken) is { } accessToken)
        {
            session.AccessToken = accessToken;
            session.RefreshToken = properties.GetTokenValue(OpenIdConnectParameterNames.RefreshToken);
            session.IdToken = properties.GetTokenValue(OpenIdConnectParameterNames.IdToken);
            properties.StoreTokens([]);
        }

        properties.Items[KeyItem] = session.Key;
        session.Ticket = ticket;
    }

    private void RemoveOldest()
    {
        var now = clock.GetUtcNow();
        var ended = sessions.Values.Where(session => session.Ticket.Properties.ExpiresUtc <= now).ToList();
        if (ended.Count == 0)
        {
            ended = [.. sessions.Values.OrderBy(session => session.Ticket.Properties.ExpiresUtc).Take(MaxSessions / 10)];
        }

        foreach (var session in ended)
        {
            sessions.TryRemove(session.Key, out _);
        }
    }
}
