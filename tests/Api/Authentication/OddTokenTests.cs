using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using KGPlanGraph.Api.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace KGPlanGraph.Tests.Api.Authentication;

/// <summary>Nothing that a client can send makes the verifier throw, however well it is signed.</summary>
public sealed class OddTokenTests : TokenTestBed
{
    private const string GoodHeader = """{"alg":"RS256","typ":"JWT","kid":"KID"}""";
    private const string GoodPayload = """{"iss":"ISS","aud":"kg-plan","sub":"s","exp":4000000000}""";

    [Theory]
    [InlineData("""{"alg":5,"kid":"KID"}""")]
    [InlineData("""{"alg":null,"kid":"KID"}""")]
    [InlineData("""{"alg":["RS256"],"kid":"KID"}""")]
    [InlineData("""{"alg":"RS256","alg":"none","kid":"KID"}""")]
    [InlineData("""["RS256"]""")]
    [InlineData("\"RS256\"")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"alg\":\"RS256\",\"kid\":\"KID\",\"crit\":[\"exp\"]}")]
    public async Task An_odd_header_is_refused(string header) => Assert.NotNull((await VerifyAsync(header, GoodPayload)).Failure);

    [Theory]
    [InlineData("""{"alg":"RS256","kid":5}""")]
    [InlineData("""{"alg":"RS256","kid":null}""")]
    [InlineData("""{"alg":"RS256","kid":{"a":[]}}""")]
    [InlineData("""{"alg":"RS256","kid":"KID","typ":7,"cty":{},"x5t":[],"jku":"http://127.0.0.1:1/","x5u":"http://127.0.0.1:1/"}""")]
    public async Task An_odd_name_of_the_key_does_no_harm(string header) => await VerifyAsync(header, GoodPayload);

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("{")]
    [InlineData("""{"iss":5,"aud":"kg-plan","sub":"s","exp":4000000000}""")]
    [InlineData("""{"iss":["ISS"],"aud":"kg-plan","sub":"s","exp":4000000000}""")]
    [InlineData("""{"iss":null,"aud":"kg-plan","sub":"s","exp":4000000000}""")]
    [InlineData("""{"iss":"ISS","aud":{"kg-plan":1},"sub":"s","exp":4000000000}""")]
    [InlineData("""{"iss":"ISS","aud":null,"sub":"s","exp":4000000000}""")]
    [InlineData("""{"iss":"ISS","aud":[],"sub":"s","exp":4000000000}""")]
    [InlineData("""{"iss":"ISS","aud":"kg-plan","sub":5,"exp":4000000000}""")]
    [InlineData("""{"iss":"ISS","aud":"kg-plan","sub":"s","exp":null}""")]
    [InlineData("""{"iss":"ISS","aud":"kg-plan","sub":"s","exp":"4000000000"}""")]
    [InlineData("""{"iss":"ISS","aud":"kg-plan","sub":"s","exp":1e999}""")]
    [InlineData("""{"iss":"ISS","aud":"kg-plan","sub":"s","exp":-4000000000}""")]
    [InlineData("""{"iss":"ISS","aud":"kg-plan","sub":"s","exp":4000000000,"nbf":true}""")]
    [InlineData("""{"iss":"ISS","aud":"kg-plan","sub":"s","exp":4000000000,"exp":1}""")]
    public async Task An_odd_payload_is_refused(string payload) => Assert.NotNull((await VerifyAsync(GoodHeader, payload)).Failure);

    [Fact]
    public async Task What_is_not_odd_is_accepted() => Assert.Equal("s", (await VerifyAsync(GoodHeader, GoodPayload)).Caller?.Subject);

    [Fact]
    public async Task A_claim_nested_without_end_is_refused()
    {
        var payload = GoodPayload.Replace("\"s\"", new string('[', 5000) + new string(']', 5000), StringComparison.Ordinal);

        Assert.NotNull((await VerifyAsync(GoodHeader, payload)).Failure);
    }

    [Property(MaxTest = 300)]
    public async Task No_text_at_all_is_a_token(string? text) => Assert.NotNull((await Verifier.VerifyAsync(text ?? "", CancellationToken.None)).Failure);

    [Property(MaxTest = 300)]
    public async Task No_three_texts_at_all_are_a_token(byte[] header, byte[] payload, byte[] signature) =>
        Assert.NotNull((await Verifier.VerifyAsync(
            $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(payload)}.{Base64UrlEncoder.Encode(signature)}", CancellationToken.None)).Failure);

    private ITokenVerifier Verifier => Server.Services.GetRequiredService<ITokenVerifier>();

    private Task<TokenResult> VerifyAsync(string header, string payload)
    {
        var unsigned = string.Join('.', new[] { header, payload }.Select(part => Base64UrlEncoder.Encode(
            part.Replace("KID", Authority.Key.KeyId, StringComparison.Ordinal).Replace("ISS", Authority.Issuer, StringComparison.Ordinal))));
        var signature = ((RsaSecurityKey)Authority.Key).Rsa.SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Verifier.VerifyAsync($"{unsigned}.{Base64UrlEncoder.Encode(signature)}", CancellationToken.None);
    }
}
