using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace KGPlanGraph.Tests.Api.Authentication;

public sealed class BadTokenTests : TokenTestBed
{
    private const string UnknownKey = "The token is signed with a key that its issuer does not publish.";
    private const string Signature = "The token's signature does not match its content.";
    private const string Algorithm = "The token's signature algorithm is not accepted; sign with RS, PS or ES and 256, 384 or 512 bits.";
    private const string Malformed = "The Authorization header does not carry one signed JWT: Authorization: Bearer TOKEN.";

    [Fact]
    public async Task Without_a_token_the_caller_is_anonymous()
    {
        using var response = await Server.SendAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("\"isAuthenticated\":false", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_scheme_than_Bearer_is_no_token()
    {
        using var response = await Server.SendAsync("Basic dTpw");

        Assert.Contains("\"isAuthenticated\":false", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kg-plan/")]
    [InlineData("KG-PLAN")]
    [InlineData("kg-plan ")]
    public Task An_audience_counts_to_the_letter(string audience)
    {
        var payload = Authority.Payload();
        payload["aud"] = audience;
        return IsRefusedAsync(Authority.Sign(payload), "The token is meant for another service.");
    }

    [Theory]
    [InlineData("logout+jwt")]
    [InlineData("dpop+jwt")]
    [InlineData("id+jwt")]
    public Task A_token_of_another_kind_is_refused(string type) =>
        IsRefusedAsync(Headed($$"""{"alg":"RS256","typ":"{{type}}","kid":"{{Authority.Key.KeyId}}"}"""), Malformed);

    [Fact]
    public async Task A_key_that_nobody_publishes_is_asked_for_once_and_then_refused_at_once()
    {
        var stranger = TestAuthority.NewRsaKey();
        await IsRefusedAsync(Authority.Sign(Authority.Payload(), stranger), UnknownKey);
        var readings = Authority.Readings;

        for (var time = 0; time < 5; time++)
        {
            await IsRefusedAsync(Authority.Sign(Authority.Payload(), stranger), UnknownKey);
        }

        Assert.Equal(readings, Authority.Readings);
    }

    [Fact]
    public Task A_token_signed_by_HMAC_with_the_public_key_in_PEM_is_refused() => IsRefusedAsync(HmacSigned(PublicKeyPem()), Algorithm);

    [Fact]
    public Task A_token_signed_by_HMAC_with_the_modulus_is_refused() =>
        IsRefusedAsync(HmacSigned(((RsaSecurityKey)Authority.Key).Rsa.ExportParameters(false).Modulus!), Algorithm);

    [Fact]
    public Task An_unsigned_token_is_refused() => IsRefusedAsync(Compact("""{"alg":"none","typ":"JWT"}""", Authority.Payload(), ""), Algorithm);

    [Fact]
    public Task A_token_that_names_no_algorithm_is_refused() =>
        IsRefusedAsync(Headed("{}"), Algorithm);

    [Theory]
    [InlineData("NONE")]
    [InlineData("nOnE")]
    [InlineData("rs256")]
    [InlineData("RS1")]
    [InlineData("ES256K")]
    public Task A_token_with_an_algorithm_that_is_not_listed_is_refused(string algorithm) =>
        IsRefusedAsync(Headed($$"""{"alg":"{{algorithm}}","kid":"{{Authority.Key.KeyId}}"}"""), Algorithm);

    [Fact]
    public Task A_token_that_names_another_algorithm_than_it_was_signed_with_is_refused()
    {
        var header = $$"""{"alg":"PS256","kid":"{{Authority.Key.KeyId}}"}""";
        return IsRefusedAsync(Headed(header), Signature);
    }

    [Fact]
    public Task A_token_of_another_issuer_is_refused() => IsRefusedAsync(
        With("iss", "https://elsewhere.example"), "The token comes from an issuer that this service does not trust.");

    [Fact]
    public Task A_token_without_an_issuer_is_refused() => IsRefusedAsync(
        Without("iss"), "The token comes from an issuer that this service does not trust.");

    [Fact]
    public Task A_token_for_another_service_is_refused() => IsRefusedAsync(With("aud", "another"), "The token is meant for another service.");

    [Fact]
    public Task A_token_for_no_service_is_refused() => IsRefusedAsync(Without("aud"), "The token is meant for another service.");

    [Fact]
    public Task A_token_signed_with_an_unknown_key_is_refused() =>
        IsRefusedAsync(Authority.Sign(Authority.Payload(), TestAuthority.NewRsaKey()), UnknownKey);

    [Fact]
    public Task A_token_signed_with_another_key_of_the_same_name_is_refused()
    {
        var impostor = TestAuthority.NewRsaKey();
        impostor.KeyId = Authority.Key.KeyId;
        return IsRefusedAsync(Authority.Sign(Authority.Payload(), impostor), Signature);
    }

    [Fact]
    public Task A_token_that_brings_its_own_key_is_refused()
    {
        var own = TestAuthority.NewRsaKey();
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(own.Rsa.ExportParameters(false)));
        var header = $$$"""{"alg":"RS256","jwk":{"kty":"RSA","n":"{{{jwk.N}}}","e":"{{{jwk.E}}}"}}""";
        var unsigned = Compact(header, Authority.Payload(), "").TrimEnd('.');
        var signature = own.Rsa.SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return IsRefusedAsync($"{unsigned}.{Base64UrlEncoder.Encode(signature)}", UnknownKey);
    }

    [Fact]
    public Task A_tampered_payload_is_refused()
    {
        var parts = Authority.GoodToken().Split('.');
        var payload = Authority.Payload();
        payload["role"] = "admin";
        return IsRefusedAsync($"{parts[0]}.{Encode(payload)}.{parts[2]}", Signature);
    }

    [Fact]
    public Task A_token_without_its_signature_is_refused() =>
        IsRefusedAsync(Authority.GoodToken()[..^SignatureOf(Authority.GoodToken()).Length], Signature);

    [Fact]
    public Task An_expired_token_is_refused() => IsRefusedAsync(With("exp", SecondsFromNow(-31)), "The token has expired; get a new one.");

    [Fact]
    public Task A_token_that_is_not_valid_yet_is_refused() =>
        IsRefusedAsync(With("nbf", SecondsFromNow(40)), "The token is not valid yet; compare the clocks.");

    [Fact]
    public async Task A_token_within_the_clock_skew_is_accepted()
    {
        await Server.CallAsync(With("exp", SecondsFromNow(-20)));
        await Server.CallAsync(With("nbf", SecondsFromNow(20)));
    }

    [Fact]
    public Task A_token_that_never_expires_is_refused() => IsRefusedAsync(Without("exp"), "The token has no time of expiry (exp).");

    [Fact]
    public Task A_token_whose_expiry_is_text_is_refused() => IsRefusedAsync(With("exp", "tomorrow"), Malformed);

    [Fact]
    public async Task A_token_that_expires_beyond_the_calendar_is_accepted() => await Server.CallAsync(With("exp", 253_402_300_800));

    [Fact]
    public async Task A_token_without_sub_is_its_client_s() =>
        Assert.Equal("robot", (await Server.CallAsync(Authority.Sign(Changed(payload =>
        {
            payload.Remove("sub");
            payload["client_id"] = "robot";
        })))).Subject);

    [Fact]
    public Task A_token_of_nobody_is_refused() =>
        IsRefusedAsync(Without("sub"), "The token does not say whose it is (sub, client_id or azp).");

    [Fact]
    public Task A_token_with_a_critical_header_that_nobody_knows_is_refused()
    {
        var header = $$"""{"alg":"RS256","kid":"{{Authority.Key.KeyId}}","crit":["b64"],"b64":false}""";
        return IsRefusedAsync(Headed(header), Malformed);
    }

    [Fact]
    public Task A_token_with_half_a_character_is_refused()
    {
        var payload = Authority.Payload().ToJsonString().Replace("user-1", "\\ud83d", StringComparison.Ordinal);
        var unsigned = $"{Base64UrlEncoder.Encode($$"""{"alg":"RS256","kid":"{{Authority.Key.KeyId}}"}""")}.{Base64UrlEncoder.Encode(payload)}";
        var signature = ((RsaSecurityKey)Authority.Key).Rsa.SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return IsRefusedAsync($"{unsigned}.{Base64UrlEncoder.Encode(signature)}", Malformed);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("bearer garbage")]
    [InlineData("Bearer a.b")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer ..")]
    [InlineData("Bearer a.b.c.d.e")]
    [InlineData("Bearer null")]
    [InlineData("Bearer eyJhbGciOiJSUzI1NiJ9.e30.")]
    public async Task Garbage_is_refused(string authorization)
    {
        using var response = await Server.SendAsync(authorization);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer error=\"invalid_token\"", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal(0, Server.Executions);
    }

    [Fact]
    public async Task Two_tokens_are_refused_even_if_both_are_good()
    {
        var token = Authority.GoodToken();

        using var twoHeaders = await Server.SendAsync($"Bearer {token}", $"Bearer {token}");
        using var oneHeader = await Server.SendAsync($"Bearer {token}, Bearer {token}");
        using var besideAnotherScheme = await Server.SendAsync($"Basic dTpw, Bearer {token}");

        Assert.All(new[] { twoHeaders, oneHeader, besideAnotherScheme }, response => Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode));
        Assert.Equal(0, Server.Executions);
    }

    [Fact]
    public async Task Two_headers_on_the_wire_are_refused()
    {
        var address = Server.Client.BaseAddress!;
        using var connection = new TcpClient(address.Host, address.Port);
        var header = $"Authorization: Bearer {Authority.GoodToken()}\r\n";
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /caller HTTP/1.1\r\nHost: kg\r\nConnection: close\r\n{header}{header}\r\n"));

        using var reader = new StreamReader(connection.GetStream());

        Assert.Equal("HTTP/1.1 401 Unauthorized", await reader.ReadLineAsync());
        Assert.Equal(0, Server.Executions);
    }

    [Fact]
    public async Task A_refusal_speaks_Vietnamese_to_those_who_ask_for_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/caller");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + With("exp", SecondsFromNow(-60)));
        request.Headers.TryAddWithoutValidation("Accept-Language", "vi-VN, en;q=0.8");

        using var response = await Server.Client.SendAsync(request);

        Assert.Equal(Refusal("Mã truy cập đã hết hạn; hãy lấy mã mới."), await response.Content.ReadAsStringAsync());
    }

    private async Task IsRefusedAsync(string token, string message)
    {
        using var response = await Server.SendAsync($"Bearer {token}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer error=\"invalid_token\"", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal(Refusal(message), await response.Content.ReadAsStringAsync());
        Assert.Equal(0, Server.Executions);
    }

    private string With(string claim, JsonNode value) => Authority.Sign(Changed(payload => payload[claim] = value));

    private string Without(string claim) => Authority.Sign(Changed(payload => payload.Remove(claim)));

    private JsonObject Changed(Action<JsonObject> change)
    {
        var payload = Authority.Payload();
        change(payload);
        return payload;
    }

    private byte[] PublicKeyPem() => Encoding.ASCII.GetBytes(((RsaSecurityKey)Authority.Key).Rsa.ExportSubjectPublicKeyInfoPem());

    private string HmacSigned(byte[] secret)
    {
        var unsigned = Compact($$"""{"alg":"HS256","typ":"JWT","kid":"{{Authority.Key.KeyId}}"}""", Authority.Payload(), "").TrimEnd('.');
        return $"{unsigned}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(unsigned)))}";
    }

    /// <summary>Another header in front of what the authority has signed.</summary>
    private string Headed(string header) => Compact(header, Authority.Payload(), SignatureOf(Authority.GoodToken()));

    private static long SecondsFromNow(int seconds) => DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds();

    private static string SignatureOf(string token) => token[(token.LastIndexOf('.') + 1)..];

    private static string Compact(string header, JsonObject payload, string signature) => $"{Base64UrlEncoder.Encode(header)}.{Encode(payload)}.{signature}";

    private static string Encode(JsonObject payload) => Base64UrlEncoder.Encode(payload.ToJsonString());
}
