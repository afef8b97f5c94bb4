using System.Net;

namespace KGPlanGraph.Tests.Api.Security;

public sealed class SecureTransportTests
{
    private static readonly (string, string)[] WithCertificate = [("Kestrel:Certificates:Default:Path", "kg.pfx"), ("https_port", "443")];

    [Theory]
    [InlineData("Kestrel:Certificates:Default:Path")]
    [InlineData("Kestrel:Endpoints:Https:Certificate:Path")]
    public async Task With_a_certificate_HTTP_is_redirected(string setting)
    {
        await using var server = await SecuredServer.StartAsync("Production", (setting, "kg.pfx"), ("https_port", "443"));

        using var response = await server.SendAsync(HttpMethod.Get, "http://kg.example.vn/graphql?sdl");

        Assert.Equal(HttpStatusCode.TemporaryRedirect, response.StatusCode);
        Assert.Equal("https://kg.example.vn/graphql?sdl", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task With_a_certificate_browsers_are_told_to_come_by_HTTPS()
    {
        await using var server = await SecuredServer.StartAsync("Production", WithCertificate);

        using var response = await server.SendAsync(HttpMethod.Get, "https://kg.example.vn/graphql");

        Assert.Equal("max-age=2592000", Assert.Single(response.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task Probes_are_answered_over_HTTP()
    {
        await using var server = await SecuredServer.StartAsync("Production", WithCertificate);

        using var response = await server.SendAsync(HttpMethod.Get, "http://kg.example.vn/health/live");

        Assert.Equal("alive", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_a_certificate_or_in_Development_nothing_is_redirected()
    {
        await using var behindGateway = await SecuredServer.StartAsync("Production", ("https_port", "443"));
        await using var development = await SecuredServer.StartAsync("Development", WithCertificate);

        using var first = await behindGateway.SendAsync(HttpMethod.Get, "http://kg.example.vn/graphql");
        using var second = await development.SendAsync(HttpMethod.Get, "http://kg.example.vn/graphql");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
    }
}
