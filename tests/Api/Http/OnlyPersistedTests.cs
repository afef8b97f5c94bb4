namespace KGPlanGraph.Tests.Api.Http;

/// <summary>A server that runs only the documents of a folder.</summary>
public sealed class OnlyPersistedTests(OnlyPersistedTests.Server server) : IClassFixture<OnlyPersistedTests.Server>
{
    private const string Trusted = "query Trusted { kế hoạch }\n";

    [Fact]
    public async Task A_document_of_the_folder_runs_by_its_hash()
    {
        using var byId = await server.PostAsync($$"""{"id":"{{PersistedDocumentTests.HashOf(Trusted)}}"}""");
        using var byAddress = await server.GetAsync($"/graphql/persisted/{PersistedDocumentTests.HashOf(Trusted)}");
        using var withText = await server.PostAsync($$"""{"id":"{{PersistedDocumentTests.HashOf(Trusted)}}","query":"query Trusted { kế hoạch }\n"}""");

        foreach (var response in new[] { byId, byAddress, withText })
        {
            Assert.Equal(Trusted, (await response.ReadDataAsync()).GetProperty("query").GetString());
        }
    }

    [Fact]
    public async Task Any_other_document_is_refused_with_HC0067_and_not_remembered()
    {
        const string query = "{ other }";
        using var plain = await server.PostAsync($$"""{"query":"{{query}}"}""");
        using var got = await server.GetAsync("/graphql?query=%7B__typename%7D");
        using var withHash = await server.PostAsync($$"""{"query":"{{query}}","id":"{{PersistedDocumentTests.HashOf(query)}}"}""");
        using var after = await server.PostAsync($$"""{"id":"{{PersistedDocumentTests.HashOf(query)}}"}""");

        Assert.Equal("HC0067", await plain.ReadCodeAsync());
        Assert.Equal("HC0067", await got.ReadCodeAsync());
        Assert.Equal("HC0067", await withHash.ReadCodeAsync());
        Assert.Equal("HC0020", await after.ReadCodeAsync());
    }

    public sealed class Server : TransportServer
    {
        private readonly string documents = Directory.CreateTempSubdirectory("kgplangraph-documents.").FullName;

        protected override Dictionary<string, string> Settings
        {
            get
            {
                Directory.CreateDirectory(Path.Combine(documents, "app"));
                File.WriteAllText(Path.Combine(documents, "app", "trusted.graphql"), Trusted);
                return new() { ["GraphQL:OnlyPersisted"] = "true", ["GraphQL:PersistedDocuments"] = documents };
            }
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (Directory.Exists(documents))
            {
                Directory.Delete(documents, true);
            }
        }
    }
}
