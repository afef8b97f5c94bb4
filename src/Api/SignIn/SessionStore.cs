using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace KGPlanGraph.Api.SignIn;

/// <summary>The provider's tokens of a session.</summary>
/// <param name="AccessToken">Says what the person may do.</param>
/// <param name="RefreshToken">Null where the provider gave none: the session then ends with its access token.</param>
/// <param name="IdToken">Tells the provider at sign-out whose session ends.</param>
internal sealed record SessionTokens(string AccessToken, string? RefreshToken, string? IdToken);

/// <summary>Somebody who has signed in, as a request finds them. The tokens never leave the server; the browser has a random key.</summary>
/// <param name="Key">What the browser's cookie holds, encrypted.</param>
/// <param name="Tokens">Those of this moment.</param>
/// <param name="TokensVersion">Which they are.</param>
internal sealed record Session(string Key, SessionTokens Tokens, int TokensVersion);

/// <summary>
/// The sessions, in the database: all its servers know them, and a restart ends none. A row is found by the hash of the session's key and encrypted with the
/// key itself (AES-256-GCM, keys by HKDF), which is in the browser's cookie alone. So the table without the cookies holds no token that anybody can read, nor a key that
/// signs anybody in. In the cookie the tokens would be in the browser, if encrypted, and at 4 KB in every request.
/// </summary>
internal sealed class SessionStore(SignInSessionStore rows, ILogger<SessionStore> log) : ITicketStore
{
    private const string SessionParameter = "session";
    private const string TicketPart = "ticket";
    private const string TokensPart = "tokens";
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int TextStart = NonceBytes + TagBytes;

    /// <summary>The session of a ticket that came from here.</summary>
    internal static Session? Find(AuthenticationTicket ticket) => ticket.Properties.GetParameter<Session>(SessionParameter);

    /// <summary>How a session's key stands in the table.</summary>
    internal static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        var properties = ticket.Properties;
        var tokens = new SessionTokens(
            properties.GetTokenValue(OpenIdConnectParameterNames.AccessToken) ?? throw new InvalidOperationException("Nobody signs in without an access token."),
            properties.GetTokenValue(OpenIdConnectParameterNames.RefreshToken), properties.GetTokenValue(OpenIdConnectParameterNames.IdToken));
        properties.StoreTokens([]);
        await rows.AddAsync(
            new SignInSession
            {
                Hash = HashOf(key),
                Subject = SubjectOf(ticket),
                Ticket = Encrypt(key, TicketPart, TicketSerializer.Default.Serialize(ticket)),
                Tokens = Encrypt(key, tokens),
                ExpiresAt = ExpiryOf(ticket),
            },
            CancellationToken.None);
        return key;
    }

    /// <summary>Comes when a response begins, from half of a session's time on.</summary>
    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        try
        {
            await rows.RenewAsync(HashOf(key), Encrypt(key, TicketPart, TicketSerializer.Default.Serialize(ticket)), ExpiryOf(ticket), CancellationToken.None);
        }
        catch (Exception e) when (DatabaseFailures.IsUnavailable(e))
        {
            // The response is there already, and the next one tries again.
            log.LogWarning(e, "A session could not be renewed");
        }
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        if (await rows.FindAsync(HashOf(key), CancellationToken.None) is not { } row || Decrypt(key, row) is not { } session
            || Decrypt(key, TicketPart, row.Ticket) is not { } bytes || TicketSerializer.Default.Deserialize(bytes) is not { } ticket)
        {
            return null;
        }

        ticket.Properties.SetParameter(SessionParameter, session);
        return ticket;
    }

    public Task RemoveAsync(string key) => rows.RemoveAsync(HashOf(key), CancellationToken.None);

    /// <summary>Ends all sessions of the person of a ticket.</summary>
    internal Task RemoveAllAsync(AuthenticationTicket ticket) => rows.RemoveAllAsync(SubjectOf(ticket), CancellationToken.None);

    /// <summary>Whether this caller is to ask the provider for new tokens; of all servers one is, until <paramref name="atMost"/> has passed.</summary>
    internal Task<bool> BeginRefreshAsync(Session session, TimeSpan atMost) => rows.BeginRefreshAsync(HashOf(session.Key), session.TokensVersion, atMost);

    /// <summary>Keeps new tokens; null where there are none.</summary>
    internal Task EndRefreshAsync(Session session, SessionTokens? tokens) =>
        rows.EndRefreshAsync(HashOf(session.Key), session.TokensVersion, tokens is null ? null : Encrypt(session.Key, tokens));

    /// <summary>The session as it is now; null where it has ended.</summary>
    internal async Task<Session?> ReloadAsync(Session session, CancellationToken cancellationToken) =>
        await rows.FindAsync(HashOf(session.Key), cancellationToken) is { } row ? Decrypt(session.Key, row) : null;

    private static string SubjectOf(AuthenticationTicket ticket) => ticket.Principal.FindFirst("sub")?.Value ?? "";

    private static DateTimeOffset ExpiryOf(AuthenticationTicket ticket) =>
        ticket.Properties.ExpiresUtc ?? throw new InvalidOperationException("A session has an end: the cookie's settings say when.");

    private static Session? Decrypt(string key, StoredSession row) =>
        Decrypt(key, TokensPart, row.Tokens) is { } bytes && JsonSerializer.Deserialize<SessionTokens>(bytes) is { } tokens ? new(key, tokens, row.TokensVersion) : null;

    private static byte[] Encrypt(string key, SessionTokens tokens) => Encrypt(key, TokensPart, JsonSerializer.SerializeToUtf8Bytes(tokens));

    // nonce, tag, text
    private static byte[] Encrypt(string key, string part, byte[] text)
    {
        var result = new byte[TextStart + text.Length];
        var nonce = result.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(KeyOf(key, part), TagBytes);
        aes.Encrypt(nonce, text, result.AsSpan(TextStart), result.AsSpan(NonceBytes, TagBytes));
        return result;
    }

    /// <summary>Null where somebody has changed the row.</summary>
    private static byte[]? Decrypt(string key, string part, byte[] bytes)
    {
        if (bytes.Length < TextStart)
        {
            return null;
        }

        var text = new byte[bytes.Length - TextStart];
        using var aes = new AesGcm(KeyOf(key, part), TagBytes);
        try
        {
            aes.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(TextStart), bytes.AsSpan(NonceBytes, TagBytes), text);
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] KeyOf(string key, string part) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key), KeyBytes, info: Encoding.UTF8.GetBytes("KGPlanGraph session " + part));
}
