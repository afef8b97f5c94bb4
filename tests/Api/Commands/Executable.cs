using System.Diagnostics;

namespace KGPlanGraph.Tests.Api.Commands;

/// <summary>Runs the built executable as a shell would.</summary>
internal static class Executable
{
    /// <param name="directory">The working directory, and so the content root.</param>
    internal static async Task<(int ExitCode, string Output, string Error)> RunAsync(string directory, string? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KGPlanGraph.Api.Commands.CommandLine).Assembly.Location, .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        if (environment is not null)
        {
            start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
