using System.Diagnostics;
using System.Runtime.CompilerServices;
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
        await RunAsync(script, server.Endpoint, await server.TokenAsync(role));
    }

    [Theory]
    [InlineData("relay.mjs")]
    [InlineData("codegen.mjs")]
    public Task Compiler_takes_the_schema(string script) => RunAsync(script, Root("schema.graphql"));

    // Until a schema is released, the contract is what may not break.
    [Fact]
    public Task Schema_breaks_nothing_that_was_promised() => RunAsync("inspector.mjs", Root("tests/Schema/contract.graphql"), Root("schema.graphql"));

    private static async Task RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Root("tests/clients/" + script), .. arguments])
        {
            // graphql-codegen finds its plugins from the folder that it runs in.
            WorkingDirectory = Root("tests/clients"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await error);
    }

    private static string Root(string path, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", path));
}
