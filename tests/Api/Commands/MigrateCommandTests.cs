namespace KGPlanGraph.Tests.Api.Commands;

public sealed class MigrateCommandTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("kg-");

    private string DatabaseFile => Path.Combine(directory.FullName, "data", "kgplangraph.db");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public async Task It_makes_the_database_where_there_is_none_and_leaves_one_that_is_up_to_date()
    {
        var first = await RunAsync("migrate");
        var second = await RunAsync("migrate");

        Assert.Equal((0, $"{DatabaseFile} is now up to date.{Environment.NewLine}", ""), first);
        Assert.Equal((0, $"{DatabaseFile} was up to date.{Environment.NewLine}", ""), second);
        Assert.True(File.Exists(DatabaseFile));
    }

    [Fact]
    public async Task A_database_out_of_reach_is_named_in_one_line()
    {
        var (exitCode, output, error) = await RunAsync(
            "migrate", "--ConnectionStrings:KGPlanGraph=Host=127.0.0.1;Port=1;Database=kg;Username=kg;Password=secret-of-kg;Timeout=2");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Single(error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("secret-of-kg", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_that_is_none_is_a_fault_of_the_settings()
    {
        var (exitCode, output, error) = await RunAsync("migrate", "--ConnectionStrings:KGPlanGraph=Horst=localhost");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("- ConnectionStrings__KGPlanGraph ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_there_is_not_is_refused_with_those_that_there_are()
    {
        var (exitCode, output, error) = await RunAsync("migrate", "--to", "Yesterday");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith("There is no migration \"Yesterday\". There are, oldest first: Initial", error, StringComparison.Ordinal);
        Assert.Empty(directory.GetFileSystemInfos());
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        Executable.RunAsync(directory.FullName, null, arguments);
}
