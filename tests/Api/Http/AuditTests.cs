using System.Diagnostics;
using System.Runtime.CompilerServices;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>The audit of GraphQL over HTTP that the authors of the specification keep, against the whole server.</summary>
public sealed class AuditTests
{
    [Fact]
    public async Task The_audit_of_graphql_http_passes_whole()
    {
        await using var server = await ServerProcess.StartAsync();
        var (exitCode, output) = await AuditAsync(server.Endpoint, await server.TokenAsync("READER"));

        Assert.True(exitCode == 0, output);
        Assert.Contains("61 of 61 passed", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> AuditAsync(string url, string token, [CallerFilePath] string here = "")
    {
        var script = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "clients", "audit.mjs");
        var start = new ProcessStartInfo("node", [script, url, token]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
