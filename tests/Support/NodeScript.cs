using System.Diagnostics;

namespace KGPlanGraph.Tests.Support;

/// <summary>The scripts of tests/clients: programs that others wrote, a browser among them, against the server.</summary>
internal static class NodeScript
{
    /// <summary>Runs a script, which must end well.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Repository.Path("tests/clients/" + script), .. arguments])
        {
            // graphql-codegen finds its plugins from the folder that it runs in.
            WorkingDirectory = Repository.Path("tests/clients"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await error);
        return output;
    }
}
