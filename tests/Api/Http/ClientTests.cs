using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>Clients and compilers that others wrote work with the server and its schema without a special case (tests/clients).</summary>
public sealed class ClientTests
{
    [Theory]
    [InlineData("apollo.mjs", "READER")]
    [InlineData("urql.mjs", "READER")]
    [InlineData("ide.mjs", "ADMIN")]
    public async Task Client_works_against_the_server(string script, string role)
    {
        await using var server = await ServerProcess.StartAsync();
        await NodeScript.RunAsync(script, server.Endpoint, await server.TokenAsync(role));
    }

    [Theory]
    [InlineData("relay.mjs")]
    [InlineData("codegen.mjs")]
    public Task Compiler_takes_the_schema(string script) => NodeScript.RunAsync(script, Repository.Path("schema.graphql"));

    [Fact]
    public Task Schema_breaks_nothing_that_was_promised() =>
        NodeScript.RunAsync("inspector.mjs", Repository.Path("tests/Schema/contract.graphql"), Repository.Path("schema.graphql"));
}
