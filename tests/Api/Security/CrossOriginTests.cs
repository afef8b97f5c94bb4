namespace KGPlanGraph.Tests.Api.Security;

public sealed class CrossOriginTests
{
    private const string AllowOrigin = "Access-Control-Allow-Origin";

    [Fact]
    public async Task Without_the_setting_no_origin_is_allowed()
    {
        await using var server = await SecuredServer.StartAsync("Production");

        using var response = await server.SendAsync(HttpMethod.Get, "http://kg.example.vn/graphql", ("Origin", "https://app.example.vn"));

        Assert.False(response.Headers.Contains(AllowOrigin));
    }

    [Fact]
    public async Task The_configured_origins_are_allowed_and_no_others()
    {
        await using var server = await SecuredServer.StartAsync(
            "Production", ("Cors:Origins:0", "https://app.example.vn"), ("Cors:Origins:1", "https://other.example.vn"));

        using var allowed = await server.SendAsync(HttpMethod.Get, "http://kg.example.vn/graphql", ("Origin", "https://other.example.vn"));
        using var foreign = await server.SendAsync(HttpMethod.Get, "http://kg.example.vn/graphql", ("Origin", "https://evil.example"));

        Assert.Equal("https://other.example.vn", Assert.Single(allowed.Headers.GetValues(AllowOrigin)));
        Assert.False(allowed.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.False(foreign.Headers.Contains(AllowOrigin));
    }

    [Fact]
    public async Task A_browser_may_send_a_token_and_JSON()
    {
        await using var server = await SecuredServer.StartAsync("Production", ("Cors:Origins", "https://app.example.vn, https://other.example.vn"));

        using var response = await server.SendAsync(
            HttpMethod.Options, "http://kg.example.vn/graphql", ("Origin", "https://app.example.vn"),
            ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type,graphql-cost"));

        Assert.Equal("https://app.example.vn", Assert.Single(response.Headers.GetValues(AllowOrigin)));
        Assert.Contains("Authorization", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_may_go_on_after_an_event_send_the_headers_of_its_client_and_read_what_is_left_of_its_budget()
    {
        await using var server = await SecuredServer.StartAsync(
            "Production", ("Cors:Origins", "https://app.example.vn"), ("Cors:Headers:0", "apollographql-client-name"),
            ("Cors:Headers:1", "apollographql-client-version"));

        using var preflight = await server.SendAsync(
            HttpMethod.Options, "http://kg.example.vn/graphql", ("Origin", "https://app.example.vn"), ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "apollographql-client-name,apollographql-client-version,last-event-id"));
        using var answer = await server.SendAsync(HttpMethod.Get, "http://kg.example.vn/graphql", ("Origin", "https://app.example.vn"));

        var allowed = Assert.Single(preflight.Headers.GetValues("Access-Control-Allow-Headers")).Split(',');
        Assert.All(["Last-Event-ID", "apollographql-client-name", "apollographql-client-version"], name => Assert.Contains(name, allowed));
        var exposed = Assert.Single(answer.Headers.GetValues("Access-Control-Expose-Headers")).Split(',');
        Assert.All(["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After"], name => Assert.Contains(name, exposed));
    }
}
