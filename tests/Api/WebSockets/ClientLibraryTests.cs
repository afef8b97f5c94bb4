using System.Diagnostics;
using System.Runtime.CompilerServices;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.WebSockets;

/// <summary>The clients that applications use, against the whole server; what they do is in tests/clients.</summary>
public sealed class ClientLibraryTests
{
    [Theory]
    [InlineData("ws.mjs", "a query, a mutation, a subscription, errors, pings, a bad token")]
    [InlineData("sse.mjs", "a query, a mutation, a subscription, errors, a bad token")]
    public async Task The_client_gets_what_it_asks_for(string script, string done)
    {
        await using var server = await ServerProcess.StartAsync();
        var (exitCode, output, error) = await RunAsync(script, server.Endpoint, await server.TokenAsync("ADMIN"));

        Assert.Equal((0, done), (exitCode, string.Join(", ", output.Split('\n', StringSplitOptions.RemoveEmptyEntries)) + error));
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string script, string url, string token, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "clients", script);
        var start = new ProcessStartInfo("node", [path, url, token]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
