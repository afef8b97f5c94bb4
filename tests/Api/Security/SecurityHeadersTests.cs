namespace KGPlanGraph.Tests.Api.Security;

public sealed class SecurityHeadersTests
{
    [Theory]
    [InlineData("/graphql", "default-src 'none'; frame-ancestors 'none'")]
    [InlineData("/nowhere", "default-src 'none'; frame-ancestors 'none'")]
    [InlineData("/page", "default-src 'self'")]
    public async Task Every_answer_carries_them_and_a_page_keeps_its_own_policy(string path, string policy)
    {
        await using var server = await SecuredServer.StartAsync("Production");

        using var response = await server.SendAsync(HttpMethod.Get, $"http://kg.example.vn{path}");

        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(response, "X-Frame-Options"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Equal(policy, Header(response, "Content-Security-Policy"));
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));
}
