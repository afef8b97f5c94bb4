using System.Diagnostics;
using System.Text.RegularExpressions;
using KGPlanGraph.Persistence;

namespace KGPlanGraph.Tests.Support;

/// <summary>The built executable as a process of its own, on a free port, in Development, with its data in a folder of its own.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo folder;
    private readonly bool isOwnFolder;

    private ServerProcess(Process process, DirectoryInfo folder, bool isOwnFolder, string endpoint)
    {
        this.process = process;
        this.folder = folder;
        this.isOwnFolder = isOwnFolder;
        Endpoint = endpoint;
    }

    /// <summary>The address of <c>/graphql</c>.</summary>
    public string Endpoint { get; }

    public static Task<ServerProcess> StartAsync() => StartAsync(Directory.CreateTempSubdirectory("kgplangraph-process."), true);

    /// <summary>One over a database of the test's.</summary>
    public static Task<ServerProcess> StartAsync(TestDatabase database) => StartAsync(database.Options);

    /// <summary>One over any database.</summary>
    public static Task<ServerProcess> StartAsync(DatabaseOptions database) => StartAsync(
        new DirectoryInfo(database.ContentRoot), false,
        database.ConnectionString is { } connectionString ? [$"--ConnectionStrings:KGPlanGraph={connectionString}"] : []);

    private static async Task<ServerProcess> StartAsync(DirectoryInfo folder, bool isOwnFolder, params string[] settings)
    {
        var process = Start(folder, ["serve", "--urls", "http://127.0.0.1:0", .. settings]);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Address().Match(line) is { Success: true } address)
            {
                return new(process, folder, isOwnFolder, address.Value);
            }
        }

        throw new InvalidOperationException("The server ended: " + await process.StandardError.ReadToEndAsync());
    }

    /// <summary>A token as the command prints it.</summary>
    public async Task<string> TokenAsync(string role)
    {
        using var command = Start(folder, "token", "--role", role);
        var token = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return token.Trim();
    }

    /// <summary>Asks the process to end, as a supervisor does.</summary>
    public void Terminate() => Process.Start("kill", ["-TERM", $"{process.Id}"]).Dispose();

    /// <summary>Waits for the end; gives the exit code.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan patience)
    {
        await process.WaitForExitAsync().WaitAsync(patience);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
        if (isOwnFolder)
        {
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(DirectoryInfo folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KGPlanGraph.Api.Commands.CommandLine).Assembly.Location, .. arguments])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        // Nobody reads on after the banner; a full pipe would stop the server.
        start.Environment["Logging__LogLevel__Default"] = "None";
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"http://\S+/graphql")]
    private static partial Regex Address();
}
