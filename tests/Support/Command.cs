using System.Diagnostics;

namespace KGPlanGraph.Tests.Support;

/// <summary>A program as a shell would run it.</summary>
internal static class Command
{
    /// <param name="directory">The working directory.</param>
    /// <param name="environment">Variables beside those of this process; null takes one away.</param>
    /// <param name="program">Its name or path, and its arguments.</param>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string directory, IReadOnlyDictionary<string, string?> environment, params string[] program)
    {
        var start = new ProcessStartInfo(program[0], program[1..])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
