using System.Diagnostics;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>Runs the commands that a chapter shows as its reader would type them, one block after the other in one session, against the test's server.</summary>
internal sealed class Shell(TestDatabase database, LiveServer server)
{
    private const string Shown = "http://localhost:5080";

    // Upper-case variables live on to the next block. The command of the product is the one that was built with the tests.
    private const string Frame = """
        set -uo pipefail
        [ -f .session ] && . ./.session
        dotnet() { shift 4; command dotnet "$KGPLANGRAPH_API" "$@"; }
        {0}
        declare -p | grep -E '^declare -- [A-Z]+=' > .session
        """;

    private string Folder => database.Options.ContentRoot;

    /// <summary>A file that later commands read.</summary>
    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text + "\n");

    /// <returns>What the commands print.</returns>
    public async Task<string> RunAsync(string commands)
    {
        var start = new ProcessStartInfo("bash", ["-c", Frame.Replace("{0}", commands.Replace(Shown, Address, StringComparison.Ordinal), StringComparison.Ordinal)])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["KGPLANGRAPH_API"] = typeof(KGPlanGraph.Api.Commands.CommandLine).Assembly.Location;
        if (database.Options.ConnectionString is { } connectionString)
        {
            start.Environment["ConnectionStrings__KGPlanGraph"] = connectionString;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{commands}\nended with {process.ExitCode}\n{output}{await error}");
        return output.Replace(Address, Shown, StringComparison.Ordinal);
    }

    private string Address => server.Address.GetLeftPart(UriPartial.Authority);
}
