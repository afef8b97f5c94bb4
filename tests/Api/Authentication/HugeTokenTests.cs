using System.Net;
using KGPlanGraph.Api.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Api.Authentication;

public sealed class HugeTokenTests : TokenTestBed
{
    [Fact]
    public async Task A_token_of_a_megabyte_never_comes_past_HTTP_s_limit_of_headers()
    {
        using var response = await Server.SendAsync("Bearer " + new string('a', 1024 * 1024));

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, response.StatusCode);
        Assert.Equal(0, Server.Executions);
    }

    [Fact]
    public async Task A_token_of_a_megabyte_from_a_WebSocket_is_refused_unread()
    {
        var payload = Authority.Payload();
        payload["padding"] = new string('a', 1024 * 1024);

        var result = await Server.Services.GetRequiredService<ITokenVerifier>().VerifyAsync(Authority.Sign(payload), CancellationToken.None);

        Assert.Equal(TokenResult.Refused(TokenFailure.Malformed), result);
        Assert.Equal(0, Authority.Readings);
    }

    [Fact]
    public async Task A_token_with_a_list_of_many_groups_is_accepted()
    {
        var payload = Authority.Payload();
        payload["groups"] = new string('a', 16 * 1024);

        Assert.Equal("user-1", (await Server.CallAsync(Authority.Sign(payload))).Subject);
    }
}
