using System.Net;
using KGPlanGraph.Schema.Definition;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary><c>/graphql?sdl</c>, in Development and elsewhere.</summary>
public sealed class SdlTests(TransportServer development, SdlTests.ProductionServer production)
    : IClassFixture<TransportServer>, IClassFixture<SdlTests.ProductionServer>
{
    [Fact]
    public async Task Development_gives_the_schema_to_everybody()
    {
        using var response = await development.GetAsync("/graphql?sdl");
        using var same = await development.GetAsync("/graphql?sdl", null, ("If-None-Match", response.Headers.ETag!.ToString()));

        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(SchemaDocument.Sdl, await response.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Fact]
    public async Task Elsewhere_it_takes_a_token()
    {
        using var anonymous = await production.GetAsync("/graphql?sdl");
        using var known = await production.GetAsync("/graphql?sdl", null, ("X-Caller", "anna"));

        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Equal("AUTH_NOT_AUTHENTICATED", await anonymous.ReadCodeAsync());
        Assert.Equal("Bearer", anonymous.Headers.WwwAuthenticate.ToString());
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
    }

    public sealed class ProductionServer : TransportServer
    {
        protected override string Environment => "Production";

        protected override Dictionary<string, string> Settings => new()
        {
            ["Authentication:Schemes:Bearer:Authority"] = "https://localhost:1",
            ["Authentication:Schemes:Bearer:ValidAudiences:0"] = "kgplangraph",
        };
    }
}
