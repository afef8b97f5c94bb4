using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KGPlanGraph.Tests.Api.Authentication;

/// <summary>An OpenID provider as far as a resource server sees it: discovery document and keys over HTTP. What it signs is the test's choice.</summary>
internal sealed class TestAuthority : IAsyncDisposable
{
    internal const string Audience = "kg-plan";

    /// <summary>Made once: a new RSA key takes longer than most tests.</summary>
    private static readonly RSA Rsa = RSA.Create(2048);

    private readonly WebApplication app;
    private IReadOnlyList<SecurityKey> published;
    private int readings;

    private TestAuthority(WebApplication app, IReadOnlyList<SecurityKey> published)
    {
        this.app = app;
        this.published = published;
    }

    internal string Issuer => app.Urls.First();

    /// <summary>The first published key signs.</summary>
    internal SecurityKey Key => published[0];

    /// <summary>How often the discovery document was read.</summary>
    internal int Readings => Volatile.Read(ref readings);

    /// <summary>Answers 500 instead of the discovery document.</summary>
    internal bool IsBroken { get; set; }

    internal static async Task<TestAuthority> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var authority = new TestAuthority(app, [new RsaSecurityKey(Rsa) { KeyId = NewKeyId() }]);
        app.MapGet("/.well-known/openid-configuration", authority.Discover);
        app.MapGet("/keys", () => authority.KeySet().ToJsonString());
        await app.StartAsync();
        return authority;
    }

    internal static RsaSecurityKey NewRsaKey() => new(RSA.Create(2048)) { KeyId = NewKeyId() };

    internal static ECDsaSecurityKey NewEcKey() => NewEcKey(ECCurve.NamedCurves.nistP256);

    internal static ECDsaSecurityKey NewEcKey(ECCurve curve) => new(ECDsa.Create(curve)) { KeyId = NewKeyId() };

    internal void Publish(params SecurityKey[] keys) => published = keys;

    /// <summary>Settings of a service that trusts this authority.</summary>
    internal Dictionary<string, string?> Settings() => new()
    {
        ["Authentication:Schemes:Bearer:Authority"] = Issuer,
        ["Authentication:Schemes:Bearer:ValidAudiences:0"] = Audience,
        ["Authentication:Schemes:Bearer:RequireHttpsMetadata"] = "false",
        ["Authentication:Schemes:Bearer:RefreshInterval"] = "00:00:01",
    };

    /// <summary>The payload of a good token of an agency; a test spoils it.</summary>
    internal JsonObject Payload() => new()
    {
        ["iss"] = Issuer,
        ["aud"] = Audience,
        ["sub"] = "user-1",
        ["name"] = "Lê Thị B",
        ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds(),
        ["role"] = "agency",
        ["agency"] = "SKHDT",
    };

    /// <summary>By default with the published key, and RS256 or ES256 as that key is.</summary>
    internal string Sign(JsonObject payload, SecurityKey? key = null, string? algorithm = null)
    {
        key ??= Key;
        algorithm ??= key is ECDsaSecurityKey ? SecurityAlgorithms.EcdsaSha256 : SecurityAlgorithms.RsaSha256;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(payload.ToJsonString(), new SigningCredentials(key, algorithm));
    }

    internal string GoodToken() => Sign(Payload());

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static string NewKeyId() => Guid.NewGuid().ToString("N");

    private IResult Discover()
    {
        Interlocked.Increment(ref readings);
        return IsBroken
            ? Results.StatusCode(StatusCodes.Status500InternalServerError)
            : Results.Text(new JsonObject { ["issuer"] = Issuer, ["jwks_uri"] = $"{Issuer}/keys" }.ToJsonString(), "application/json");
    }

    private JsonObject KeySet() => new() { ["keys"] = new JsonArray([.. published.Select(Published)]) };

    private static JsonNode Published(SecurityKey key) => key switch
    {
        RsaSecurityKey rsa when rsa.Rsa.ExportParameters(false) is var numbers => new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = key.KeyId,
            ["n"] = Base64UrlEncoder.Encode(numbers.Modulus),
            ["e"] = Base64UrlEncoder.Encode(numbers.Exponent),
        },
        ECDsaSecurityKey ec when ec.ECDsa.ExportParameters(false) is var point => new JsonObject
        {
            ["kty"] = "EC",
            ["use"] = "sig",
            ["kid"] = key.KeyId,
            ["crv"] = $"P-{ec.KeySize}",
            ["x"] = Base64UrlEncoder.Encode(point.Q.X),
            ["y"] = Base64UrlEncoder.Encode(point.Q.Y),
        },
        _ => throw new ArgumentException("Neither RSA nor EC.", nameof(key)),
    };
}
