using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Commands;

public sealed class HealthCommandTests
{
    [Theory]
    [InlineData("health")]
    [InlineData("health", "--live")]
    public async Task A_server_that_is_well_is_reported_with_0_to_whoever_has_its_settings(params string[] command)
    {
        await using var server = await ServerProcess.StartAsync();
        var address = new Uri(server.Endpoint).GetLeftPart(UriPartial.Authority);

        Assert.Equal((0, $"Healthy{Environment.NewLine}", ""), await Executable.RunAsync(Path.GetTempPath(), null, [.. command, "--urls", address]));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_reported_with_1_and_its_address()
    {
        var (exitCode, output, error) = await Executable.RunAsync(Path.GetTempPath(), null, "health", "--urls", "http://127.0.0.1:1");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith("http://127.0.0.1:1/health/ready does not answer: ", error, StringComparison.Ordinal);
    }
}
