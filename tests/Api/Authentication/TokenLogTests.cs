namespace KGPlanGraph.Tests.Api.Authentication;

public sealed class TokenLogTests : TokenTestBed
{
    [Fact]
    public async Task No_token_and_nothing_out_of_one_is_logged()
    {
        var good = Authority.GoodToken();
        var payload = Authority.Payload();
        payload["exp"] = 1;
        var expired = Authority.Sign(payload);
        var foreign = Authority.Sign(Authority.Payload(), TestAuthority.NewEcKey());

        await Server.CallAsync(good);
        foreach (var bad in new[] { expired, foreign, good + "x", "garbage-of-a-client" })
        {
            using var response = await Server.SendAsync($"Bearer {bad}");
        }

        var log = Server.Log.Text;
        Assert.Contains("Token refused: Expired", log, StringComparison.Ordinal);
        Assert.Contains("Token refused: UnknownKey", log, StringComparison.Ordinal);
        var secrets = new[] { good, expired, foreign }.SelectMany(token => token.Split('.')).Concat(["garbage-of-a-client", "user-1", "Lê Thị B", "SKHDT"]);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }
}
