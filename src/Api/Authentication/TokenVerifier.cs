using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KGPlanGraph.Api.Authentication;

/// <summary>
/// 1. A token that was good a moment ago still is, until it expires or its issuer's keys change.
/// 2. Otherwise: the form, the algorithm, and which issuer it names.
/// 3. The signature, issuer and audience by that issuer's keys; where the signature fails, once more by keys read again.
/// 4. The times, then the caller from the claims.
/// </summary>
internal sealed class TokenVerifier(AuthorityIssuer? authority, DevelopmentIssuer? development, TimeProvider clock) : ITokenVerifier
{
    /// <summary>In characters; what Kestrel's header limit lets through at most, so that a WebSocket may not send more.</summary>
    internal const int LongestToken = 32 * 1024;

    /// <summary>How far the issuer's clock may be from this one's.</summary>
    internal static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private static readonly JsonDocumentOptions WithoutDuplicates = new() { AllowDuplicateProperties = false };

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = LongestToken };
    private readonly VerifiedTokens verified = new();
    private readonly UnknownKeys unknownKeys = new(clock);

    public Task<TokenResult> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length > LongestToken)
        {
            return Refuse(TokenFailure.Malformed);
        }

        // 1
        var hash = VerifiedTokens.HashOf(token);
        if (verified.Find(hash) is { } entry)
        {
            var keys = entry.Issuer.GetKeysAsync(cancellationToken);
            if (keys.IsCompletedSuccessfully && ReferenceEquals(keys.Result, entry.Keys))
            {
                return HasExpired(entry.Result.Result.Caller!.ExpiresAt!.Value) ? Refuse(TokenFailure.Expired) : entry.Result;
            }
        }

        return VerifyAnewAsync(token, hash, cancellationToken);
    }

    private async Task<TokenResult> VerifyAnewAsync(string token, VerifiedTokens.TokenHash hash, CancellationToken cancellationToken)
    {
        // 2
        if (!TryParse(token, out var jwt) || jwt.TryGetHeaderValue<object>("crit", out _) || !IsAccessToken(jwt.Typ) || !HasPlainClaims(jwt))
        {
            return TokenResult.Refused(TokenFailure.Malformed);
        }

        if (!IssuerKeys.Algorithms.Contains(jwt.Alg, StringComparer.Ordinal))
        {
            return TokenResult.Refused(TokenFailure.Algorithm);
        }

        // Only a running Development server has a development issuer: elsewhere its name is a stranger's.
        ITokenIssuer? issuer = jwt.Issuer == DevelopmentIssuer.Name ? development : authority;
        if (issuer is null)
        {
            return TokenResult.Refused(TokenFailure.Issuer);
        }

        // 3
        if (await issuer.GetKeysAsync(cancellationToken) is not { } keys)
        {
            return TokenResult.Refused(TokenFailure.AuthorityOutOfReach);
        }

        if (!keys.AcceptsIssuer(jwt.Issuer))
        {
            // Before the signature: a stranger's token must not make the authority's keys be read again.
            return TokenResult.Refused(TokenFailure.Issuer);
        }

        var failure = await CheckAsync(jwt, keys);
        if (failure is TokenFailure.UnknownKey or TokenFailure.Signature && unknownKeys.MayAsk(jwt.Kid ?? ""))
        {
            var newer = await issuer.RefreshKeysAsync(keys, cancellationToken);
            if (!ReferenceEquals(newer, keys))
            {
                keys = newer;
                failure = await CheckAsync(jwt, keys);
            }

            if (failure is TokenFailure.UnknownKey or TokenFailure.Signature)
            {
                unknownKeys.Keep(jwt.Kid ?? "");
            }
        }

        // 4
        var result = failure is { } reason ? TokenResult.Refused(reason) : ReadCaller(jwt, issuer.Claims);
        if (result.Failure is null)
        {
            verified.Keep(hash, new(issuer, keys, Task.FromResult(result)));
        }

        return result;
    }

    private async Task<TokenFailure?> CheckAsync(JsonWebToken jwt, IssuerKeys keys)
    {
        if (!keys.AcceptsAlgorithm(jwt.Kid, jwt.Alg))
        {
            return TokenFailure.Algorithm;
        }

        var result = await handler.ValidateTokenAsync(jwt, keys.Parameters);
        return result switch
        {
            { IsValid: true } => null,
            { Exception: SecurityTokenInvalidIssuerException } => TokenFailure.Issuer,
            { Exception: SecurityTokenInvalidAudienceException } => TokenFailure.Audience,
            { Exception: SecurityTokenSignatureKeyNotFoundException } => TokenFailure.UnknownKey,
            { Exception: SecurityTokenInvalidAlgorithmException } => TokenFailure.Algorithm,
            { Exception: SecurityTokenInvalidSignatureException or SecurityTokenInvalidSigningKeyException } => TokenFailure.Signature,
            _ => TokenFailure.Malformed,
        };
    }

    private TokenResult ReadCaller(JsonWebToken jwt, CallerClaims claims)
    {
        try
        {
            using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(jwt.EncodedPayload));
            if (payload.RootElement.ValueKind != JsonValueKind.Object || !TryReadInstant(payload.RootElement, "nbf", out var notBefore)
                || !TryReadInstant(payload.RootElement, "exp", out var expiresAt))
            {
                return TokenResult.Refused(TokenFailure.Malformed);
            }

            var failure = expiresAt is null ? TokenFailure.NoExpiry
                : HasExpired(expiresAt.Value) ? TokenFailure.Expired
                : notBefore > clock.GetUtcNow() + ClockSkew ? TokenFailure.NotYetValid
                : (TokenFailure?)null;
            if (failure is { } reason)
            {
                return TokenResult.Refused(reason);
            }

            return claims.Read(payload.RootElement, expiresAt!.Value) is { } caller
                ? new(caller, null)
                : TokenResult.Refused(TokenFailure.NoSubject);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            // Signed, and yet not JSON in valid Unicode: half a surrogate pair, say.
            return TokenResult.Refused(TokenFailure.Malformed);
        }
    }

    private bool HasExpired(DateTimeOffset expiresAt) => clock.GetUtcNow() - ClockSkew >= expiresAt;

    /// <summary>A NumericDate (RFC 7519): seconds since 1970, perhaps with a fraction. Absent: null. Of another kind: false.</summary>
    private static bool TryReadInstant(JsonElement payload, string claim, out DateTimeOffset? instant)
    {
        instant = null;
        if (!payload.TryGetProperty(claim, out var value))
        {
            return true;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds))
        {
            return false;
        }

        var latest = (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).TotalSeconds - 1;
        instant = DateTimeOffset.UnixEpoch.AddSeconds(Math.Clamp(seconds, 0, latest));
        return true;
    }

    private static bool TryParse(string token, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JsonWebToken? jwt)
    {
        jwt = null;
        try
        {
            // Three parts: five would be an encrypted token, for which there is no key.
            if (token.Count(c => c == '.') == 2)
            {
                jwt = new JsonWebToken(token);
            }
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or JsonException or FormatException)
        {
            jwt = null;
        }

        return jwt is not null;
    }

    /// <summary>Other kinds of signed JWT (a logout token, a proof of possession) are no access tokens (RFC 8725, 3.11). Many issuers leave the type out.</summary>
    private static bool IsAccessToken(string? type) => type is null or ""
        || type.Equals("JWT", StringComparison.OrdinalIgnoreCase) || type.Equals("at+jwt", StringComparison.OrdinalIgnoreCase)
        || type.Equals("application/at+jwt", StringComparison.OrdinalIgnoreCase);

    /// <summary>Which of two values of one claim would count is undefined (RFC 7519, 4).</summary>
    private static bool HasPlainClaims(JsonWebToken jwt)
    {
        try
        {
            using var header = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(jwt.EncodedHeader), WithoutDuplicates);
            using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(jwt.EncodedPayload), WithoutDuplicates);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return false;
        }
    }

    private static Task<TokenResult> Refuse(TokenFailure failure) => Task.FromResult(TokenResult.Refused(failure));
}
