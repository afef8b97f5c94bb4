using KGPlanGraph.Schema.Authorization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KGPlanGraph.Api.Authentication;

/// <summary>
/// The issuer of the command <c>token</c>. It exists in Development alone: any other environment registers none, so that a key file
/// left lying in the data folder opens nothing there.
/// </summary>
internal sealed class DevelopmentIssuer(DevelopmentKeyFile file, TimeProvider clock) : ITokenIssuer
{
    /// <summary>The <c>iss</c> of its tokens.</summary>
    internal const string Name = "urn:kgplangraph:development";

    /// <summary>The <c>aud</c> of its tokens.</summary>
    internal const string Audience = "kgplangraph";

    private volatile IssuerKeys? keys;

    public CallerClaims Claims => CallerClaims.Default;

    /// <summary>A server that was up before the first token was made finds the key at the first token.</summary>
    public ValueTask<IssuerKeys?> GetKeysAsync(CancellationToken cancellationToken) => new(keys ??= Read());

    /// <summary>The key was made, or the data folder emptied and a new one made, while the server ran.</summary>
    public ValueTask<IssuerKeys> RefreshKeysAsync(IssuerKeys known, CancellationToken cancellationToken)
    {
        var read = Read();
        return new(read.HasSameKeysAs(known) ? known : keys = read);
    }

    internal string Issue(Role roles, string? agency, string? name, TimeSpan lifetime)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var key = file.ReadOrCreate();
        var roleNames = Enum.GetValues<Role>()
            .Where(role => role != Role.None && roles.HasFlag(role))
            .Select(role => role.ToString().ToUpperInvariant())
            .ToArray();
        var claims = new Dictionary<string, object>
        {
            // One subject per kind of caller: idempotency keys and the audit trail tell callers apart by it.
            ["sub"] = name ?? string.Join('+', roleNames) + (agency is null ? "" : "@" + agency),
            ["role"] = roleNames,
        };
        if (name is not null)
        {
            claims["name"] = name;
        }

        if (agency is not null)
        {
            claims["agency"] = agency;
        }

        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            Claims = claims,
            SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    private IssuerKeys Read() => new([Name], [Audience], file.Read() is { } key ? [key] : []);
}
