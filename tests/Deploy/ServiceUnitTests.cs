using System.Globalization;
using KGPlanGraph.Api.Commands;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Deploy;

/// <summary>deploy/kgplangraph.service and its settings.</summary>
public sealed class ServiceUnitTests : IDisposable
{
    private const string Executable = "/opt/kgplangraph/KGPlanGraph.Api";

    private static readonly Dictionary<string, string?> Nothing = [];

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("kg-");
    private readonly string unit = File.ReadAllText(RepositoryFiles.PathOf("deploy/kgplangraph.service"));

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public async Task Systemd_has_nothing_to_say_against_it()
    {
        Assert.Equal((0, "", ""), await Command.RunAsync(directory.FullName, Nothing, "systemd-analyze", "verify", "--man=no", await InstallAsync()));
    }

    [Fact]
    public async Task It_is_shut_in_as_far_as_the_program_bears()
    {
        var (_, output, error) = await Command.RunAsync(
            directory.FullName, Nothing, "systemd-analyze", "security", "--offline=yes", "--no-pager", "--threshold=20", await InstallAsync());

        Assert.Contains("Overall exposure level", output, StringComparison.Ordinal);
        Assert.Equal("", error);
    }

    [Fact]
    public void It_starts_the_server_and_leaves_it_more_time_to_end_than_it_takes()
    {
        Assert.Equal($"{Executable} {new ServeCommand().Name}", ValueOf("ExecStart"));
        Assert.Equal(typeof(CommandLine).Assembly.GetName().Name, Path.GetFileName(Executable));
        Assert.Equal("notify", ValueOf("Type"));
        Assert.True(int.Parse(ValueOf("TimeoutStopSec"), CultureInfo.InvariantCulture) > 10);
    }

    [Fact]
    public async Task Its_settings_are_known_and_a_shell_reads_them_too()
    {
        var file = RepositoryFiles.PathOf("deploy/kgplangraph.env");
        var names = File.ReadLines(file).Where(line => line.Contains('=', StringComparison.Ordinal) && line[0] != '#').Select(line => line.Split('=')[0]).ToList();

        Assert.Empty(names.Except(KnownSettings.Read()));
        var (_, output, _) = await Command.RunAsync(directory.FullName, Nothing, "bash", "-c", $"set -a; . '{file}'; env");
        Assert.All(names, name => Assert.Contains($"\n{name}=", "\n" + output, StringComparison.Ordinal));
    }

    private string ValueOf(string directive) => unit.Split('\n').Single(line => line.StartsWith($"{directive}=", StringComparison.Ordinal))[(directive.Length + 1)..];

    // The program is not installed on the machine that checks.
    private async Task<string> InstallAsync()
    {
        var file = Path.Combine(directory.FullName, "kgplangraph.service");
        await File.WriteAllTextAsync(file, unit.Replace(Executable, "/bin/true", StringComparison.Ordinal));
        return file;
    }
}
