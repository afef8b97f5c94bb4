using Microsoft.IdentityModel.Tokens;

namespace KGPlanGraph.Api.Authentication;

/// <summary>One issuer whose tokens are accepted.</summary>
internal interface ITokenIssuer
{
    /// <summary>Where roles and agency stand in its tokens.</summary>
    CallerClaims Claims { get; }

    /// <summary>Its keys as last read; null where they have never been read and are out of reach.</summary>
    ValueTask<IssuerKeys?> GetKeysAsync(CancellationToken cancellationToken);

    /// <summary>Reads the keys again because a signature did not match <paramref name="known"/>; the same object where nothing is new.</summary>
    ValueTask<IssuerKeys> RefreshKeysAsync(IssuerKeys known, CancellationToken cancellationToken);
}

/// <summary>
/// What a token of one issuer is checked against, as of one reading of its keys. A later reading that brings other keys gives another
/// object, so that the object's identity says whether an earlier check still stands.
/// </summary>
internal sealed class IssuerKeys
{
    /// <summary>Asymmetric ones alone: a token signed with the public key as an HMAC secret is refused for its algorithm.</summary>
    internal static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly Dictionary<string, string> algorithms;

    /// <param name="issuers">The names that a token's <c>iss</c> may have.</param>
    /// <param name="audiences">The names that a token's <c>aud</c> may have, to the letter.</param>
    /// <param name="keys">Asymmetric keys; others are left out.</param>
    /// <param name="algorithms">The <c>alg</c> of keys that are published for one algorithm alone, by key id.</param>
    internal IssuerKeys(
        IEnumerable<string> issuers, IEnumerable<string> audiences, IEnumerable<SecurityKey> keys, Dictionary<string, string>? algorithms = null)
    {
        this.algorithms = algorithms ?? [];
        Parameters = new TokenValidationParameters
        {
            ValidIssuers = [.. issuers],
            ValidAudiences = [.. audiences],
            IssuerSigningKeys = [.. keys.Where(key => key is not SymmetricSecurityKey)],
            ValidAlgorithms = Algorithms,
            IgnoreTrailingSlashWhenValidatingAudience = false,
            // The verifier checks the times itself, by the service's clock, before and after the signature is known from the cache.
            ValidateLifetime = false,
            LogValidationExceptions = false,
        };
    }

    internal TokenValidationParameters Parameters { get; }

    /// <summary>Whether the key of that id may sign with that algorithm: a key that is published with an <c>alg</c> is for it alone (RFC 7517, 4.4).</summary>
    internal bool AcceptsAlgorithm(string? keyId, string algorithm) =>
        keyId is null || !algorithms.TryGetValue(keyId, out var only) || only == algorithm;

    internal bool AcceptsIssuer(string issuer) => Parameters.ValidIssuers.Contains(issuer, StringComparer.Ordinal);

    /// <summary>By their names: enough where a key's name is its thumbprint.</summary>
    internal bool HasSameKeysAs(IssuerKeys other) =>
        Parameters.IssuerSigningKeys.Select(key => key.KeyId).SequenceEqual(other.Parameters.IssuerSigningKeys.Select(key => key.KeyId));
}
