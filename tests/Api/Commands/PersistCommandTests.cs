using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Api.Http;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Commands;

public sealed class PersistCommandTests : IDisposable
{
    private const string Plans = "query Plans { plans { nodes { code } } }\n";
    private readonly DirectoryInfo documents = Directory.CreateTempSubdirectory("kg-documents-");

    public void Dispose() => documents.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Documents_of_a_folder_are_printed_with_their_hash_and_run_by_it(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(engine);
        Write("plans.graphql", Plans);
        Write("app/manifest.json", """{ "Name": "query Name { __typename }" }""");
        var (exitCode, output, error) = await PersistAsync(database);
        var again = await PersistAsync(database);

        var plans = PersistedDocumentTests.HashOf(Plans);
        var name = PersistedDocumentTests.HashOf("query Name { __typename }");
        Assert.Equal((0, $"{name}  Name\n{plans}  plans.graphql\n", ""), (exitCode, output, error));
        Assert.Equal((0, output), (again.ExitCode, again.Output));
        await using var server = new PlanServer(database, new Dictionary<string, string> { ["GraphQL:OnlyPersisted"] = "true" });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql/persisted/{plans}");
        request.Headers.Authorization = new("Bearer", server.Token(KGPlanGraph.Schema.Authorization.Role.Reader));
        using var response = await server.Http.SendAsync(request);
        Assert.Equal("""{"data":{"plans":{"nodes":[{"code":"KG-CN-2022"}]}}}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{ plans { nodes { nope } } }", "Cannot query field 'nope'")]
    [InlineData("{ plans", "Expected Name")]
    [InlineData("{ a { a { a { a { a { a { a { a { a { a { a { a { a } } } } } } } } } } } } }", "12 levels are allowed")]
    public async Task A_document_that_could_not_run_is_named_and_nothing_is_registered(string document, string reason)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Sqlite);
        Write("a.graphql", Plans);
        Write("b.graphql", document);
        var (exitCode, output, error) = await PersistAsync(database);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith("Nothing was registered. b.graphql: ", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Equal(0L, Convert.ToInt64(await database.ScalarAsync("SELECT count(*) FROM persisted_operations"), null));
    }

    [Fact]
    public async Task A_path_without_documents_is_refused()
    {
        await using var database = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Sqlite);
        var (exitCode, _, error) = await PersistAsync(database);

        Assert.Equal(1, exitCode);
        Assert.Contains("contains no .graphql", error, StringComparison.Ordinal);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(documents.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private Task<(int ExitCode, string Output, string Error)> PersistAsync(TestDatabase database) => Executable.RunAsync(
        database.Options.ContentRoot, "Development",
        ["persist", documents.FullName, .. database.Options.ConnectionString is { } text ? (string[])[$"--ConnectionStrings:KGPlanGraph={text}"] : []]);
}
