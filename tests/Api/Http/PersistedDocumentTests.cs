using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>Trusted documents and automatic persisted queries.</summary>
public sealed class PersistedDocumentTests(TransportServer server) : IClassFixture<TransportServer>
{
    [Fact]
    public async Task A_document_sent_once_with_its_hash_is_known_by_the_hash_alone()
    {
        const string query = "{ sentOnce }";
        var hash = HashOf(query);
        var byHash = $"{{{Extension(hash)}}}";

        using var unknown = await server.PostAsync(byHash);
        using var sent = await server.PostAsync(Request(query, hash.ToUpperInvariant()));
        using var known = await server.PostAsync(byHash);
        using var got = await server.GetAsync($"/graphql?{Extension(hash).Replace("\"extensions\":", "extensions=", StringComparison.Ordinal)}");
        using var byAddress = await server.GetAsync($$"""/graphql/persisted/{{hash}}?variables={"x":1}&operationName=A""");
        using var byId = await server.PostAsync($$"""{"id":"{{hash}}"}""");
        using var byDocumentId = await server.PostAsync($$"""{"documentId":"sha256:{{hash}}"}""");

        var error = (await unknown.ReadAsync()).GetProperty("errors")[0];
        Assert.Equal("PersistedQueryNotFound", error.GetProperty("message").GetString());
        Assert.Equal("HC0020", error.GetProperty("extensions").GetProperty("code").GetString());
        foreach (var response in new[] { sent, known, got, byAddress, byId, byDocumentId })
        {
            Assert.Equal(query, (await response.ReadDataAsync()).GetProperty("query").GetString());
        }

        Assert.Equal("""{"x":1}""", (await byAddress.ReadDataAsync()).GetProperty("variables").GetRawText());
        Assert.Equal("A", (await byAddress.ReadDataAsync()).GetProperty("operationName").GetString());
    }

    [Fact]
    public async Task An_address_and_a_parameter_that_name_two_documents_are_refused()
    {
        var (one, other) = (HashOf("{ one }"), HashOf("{ other }"));

        using var response = await server.GetAsync($"/graphql/persisted/{one}?id={other}");

        Assert.Equal((HttpStatusCode.BadRequest, "HC0009"), (response.StatusCode, await response.ReadCodeAsync()));
    }

    [Fact]
    public async Task A_hash_of_another_document_is_refused_and_nothing_is_remembered()
    {
        var hash = HashOf("{ other }");
        using var wrong = await server.PostAsync(Request("{ one }", hash));
        using var after = await server.PostAsync($$"""{"id":"{{hash}}"}""");

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("HC0009", await wrong.ReadCodeAsync());
        Assert.Equal("HC0020", await after.ReadCodeAsync());
    }

    [Fact]
    public async Task A_document_that_did_not_run_is_not_remembered()
    {
        const string query = "{ broken }";
        server.Executor.On(query, new FakeResponse("""{"errors":[{"message":"x","extensions":{"code":"HC0014"}}]}""", hasData: false));
        using var sent = await server.PostAsync(Request(query, HashOf(query)));
        using var after = await server.PostAsync($$"""{"id":"{{HashOf(query)}}"}""");

        Assert.Equal("HC0014", await sent.ReadCodeAsync());
        Assert.Equal("HC0020", await after.ReadCodeAsync());
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.OK)]
    [InlineData("application/graphql-response+json", HttpStatusCode.BadRequest)]
    public async Task An_unknown_id_is_HC0020(string accept, HttpStatusCode status)
    {
        using var response = await server.GetAsync($"/graphql/persisted/{HashOf("unknown")}", accept);
        using var noHash = await server.GetAsync("/graphql/persisted/x", accept);

        Assert.Equal((status, "HC0020"), (response.StatusCode, await response.ReadCodeAsync()));
        Assert.Equal((status, "HC0020"), (noHash.StatusCode, await noHash.ReadCodeAsync()));
    }

    [Fact]
    public async Task A_trusted_document_carries_an_entity_tag_by_post_too()
    {
        const string query = "{ tagged }";
        server.Executor.On(query, new FakeResponse("""{"data":{}}""") { Tag = "\"p1\"" });
        var body = Request(query, HashOf(query));
        using var first = await server.PostAsync(body);
        using var again = await server.PostAsync(body, null, ("If-None-Match", "\"p1\""));

        Assert.Equal("\"p1\"", first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    private static string Request(string query, string hash) => $"{{\"query\":\"{query}\",{Extension(hash)}}}";

    private static string Extension(string hash) => $"\"extensions\":{{\"persistedQuery\":{{\"version\":1,\"sha256Hash\":\"{hash}\"}}}}";

    internal static string HashOf(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
}
