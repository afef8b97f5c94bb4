using System.Net;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace KGPlanGraph.Tests.Api.Authentication;

public sealed class KeyRotationTests : TokenTestBed
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(2);

    public static TheoryData<string> RsaAlgorithms { get; } = new("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");

    [Theory]
    [MemberData(nameof(RsaAlgorithms))]
    public async Task Every_RSA_algorithm_is_accepted(string algorithm) =>
        Assert.Equal("user-1", (await Server.CallAsync(Authority.Sign(Authority.Payload(), algorithm: algorithm))).Subject);

    [Fact]
    public async Task Every_elliptic_curve_is_accepted()
    {
        var curves = new[] { ECCurve.NamedCurves.nistP256, ECCurve.NamedCurves.nistP384, ECCurve.NamedCurves.nistP521 };
        var keys = curves.Select(curve => TestAuthority.NewEcKey(curve)).ToArray();
        Authority.Publish(keys);

        foreach (var (key, algorithm) in keys.Zip(new[] { SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512 }))
        {
            Assert.Equal("user-1", (await Server.CallAsync(Authority.Sign(Authority.Payload(), key, algorithm))).Subject);
        }
    }

    [Fact]
    public async Task The_first_token_signed_with_a_new_key_is_accepted()
    {
        await Server.CallAsync(Authority.GoodToken());
        Authority.Publish(TestAuthority.NewEcKey(), Authority.Key);
        Server.Clock.Advance(RefreshInterval);

        Assert.Equal("user-1", (await Server.CallAsync(Authority.GoodToken())).Subject);
        Assert.Equal(2, Authority.Readings);
    }

    [Fact]
    public async Task A_key_that_was_published_a_moment_after_the_last_reading_is_waited_for()
    {
        await Server.CallAsync(Authority.GoodToken());
        Authority.Publish(TestAuthority.NewEcKey());

        Assert.Equal("user-1", (await Server.CallAsync(Authority.GoodToken())).Subject);
    }

    [Fact]
    public async Task A_new_key_of_the_same_name_is_accepted()
    {
        await Server.CallAsync(Authority.GoodToken());
        var successor = TestAuthority.NewRsaKey();
        successor.KeyId = Authority.Key.KeyId;
        Authority.Publish(successor);
        Server.Clock.Advance(RefreshInterval);

        Assert.Equal("user-1", (await Server.CallAsync(Authority.GoodToken())).Subject);
    }

    [Fact]
    public async Task Many_tokens_with_unknown_keys_cause_few_readings()
    {
        await Server.CallAsync(Authority.GoodToken());
        Server.Clock.Advance(RefreshInterval);

        var bad = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => SendBadAsync()));

        Assert.All(bad, status => Assert.Equal(HttpStatusCode.Unauthorized, status));
        // The first, and one more for all that come together; as many more as the machine takes intervals for all of them.
        Assert.InRange(Authority.Readings, 2, 20);
    }

    [Fact]
    public async Task A_stranger_s_token_causes_no_reading()
    {
        await Server.CallAsync(Authority.GoodToken());
        Server.Clock.Advance(RefreshInterval);
        var payload = Authority.Payload();
        payload["iss"] = "https://elsewhere.example";

        using var response = await Server.SendAsync($"Bearer {Authority.Sign(payload, TestAuthority.NewEcKey())}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(1, Authority.Readings);
    }

    [Fact]
    public async Task A_withdrawn_key_ends_its_tokens_also_those_seen_before()
    {
        var old = Authority.GoodToken();
        await Server.CallAsync(old);
        Authority.Publish(TestAuthority.NewEcKey());
        Server.Clock.Advance(RefreshInterval);
        await Server.CallAsync(Authority.GoodToken());
        Server.Clock.Advance(RefreshInterval);

        using var response = await Server.SendAsync($"Bearer {old}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_token_seen_before_ends_when_it_expires()
    {
        var token = Authority.GoodToken();
        await Server.CallAsync(token);
        Server.Clock.Advance(TimeSpan.FromSeconds(5 * 60 + 31));

        using var response = await Server.SendAsync($"Bearer {token}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(Refusal("The token has expired; get a new one."), await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_authority_out_of_reach_leaves_the_known_keys_good()
    {
        await Server.CallAsync(Authority.GoodToken());
        Authority.IsBroken = true;
        Server.Clock.Advance(RefreshInterval);
        await SendBadAsync();

        Assert.Equal("user-1", (await Server.CallAsync(Authority.GoodToken())).Subject);
    }

    [Fact]
    public async Task An_authority_that_was_never_reached_is_a_fault_of_the_service_and_not_of_the_token()
    {
        Authority.IsBroken = true;

        using var refused = await Server.SendAsync($"Bearer {Authority.GoodToken()}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(0, Server.Executions);
        Authority.IsBroken = false;
        Server.Clock.Advance(RefreshInterval);
        Assert.Equal("user-1", (await Server.CallAsync(Authority.GoodToken())).Subject);
    }

    private async Task<HttpStatusCode> SendBadAsync()
    {
        using var response = await Server.SendAsync($"Bearer {Authority.Sign(Authority.Payload(), TestAuthority.NewEcKey())}");
        return response.StatusCode;
    }
}
