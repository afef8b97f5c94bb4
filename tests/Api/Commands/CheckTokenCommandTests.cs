namespace KGPlanGraph.Tests.Api.Commands;

public sealed class CheckTokenCommandTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("kg-");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public async Task It_tells_the_roles_and_the_agency_of_a_good_token()
    {
        var (_, token, _) = await Executable.RunAsync(directory.FullName, "Development", "token", "--role", "AGENCY", "READER", "--agency", "SKHDT");

        var (exitCode, output, error) = await Executable.RunAsync(directory.FullName, "Development", "check-token", token.Trim());

        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith("accepted", output, StringComparison.Ordinal);
        Assert.Contains("roles    READER, AGENCY", output, StringComparison.Ordinal);
        Assert.Contains("agency   SKHDT", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_why_a_token_is_refused()
    {
        var (exitCode, output, error) = await Executable.RunAsync(directory.FullName, "Development", "check-token", "abc");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith("refused: ", error, StringComparison.Ordinal);
    }
}
