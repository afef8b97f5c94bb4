using System.Text.Json;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Deploy;

/// <summary>deploy/Dockerfile and deploy/compose.yaml, read once by the parsers of their own tools (tests/clients/deploy.mjs).</summary>
public sealed class ContainerFiles : IAsyncLifetime
{
    private JsonElement read;

    public IEnumerable<string> Problems => read.GetProperty("dockerfile").GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()!);

    public JsonElement Compose => read.GetProperty("compose");

    /// <summary>The compose file's services that run the product.</summary>
    public IEnumerable<JsonProperty> Programs =>
        Compose.GetProperty("services").EnumerateObject().Where(service => service.Value.GetProperty("image").GetString() == "kgplangraph");

    public async Task InitializeAsync()
    {
        var (exitCode, output, error) = await Command.RunAsync(
            RepositoryFiles.PathOf("tests/clients"), new Dictionary<string, string?>(),
            "node", "deploy.mjs", RepositoryFiles.PathOf("deploy/Dockerfile"), RepositoryFiles.PathOf("deploy/compose.yaml"));
        Assert.True(exitCode == 0, error);
        read = JsonDocument.Parse(output).RootElement;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The instructions of a kind, each with its arguments; without flags where <paramref name="flag"/> is null, else with that flag.</summary>
    public IEnumerable<string[]> Instructions(string keyword, string? flag = null) =>
        from instruction in read.GetProperty("dockerfile").GetProperty("instructions").EnumerateArray()
        where instruction.GetProperty("keyword").GetString() == keyword
        let flags = instruction.GetProperty("flags").EnumerateArray().Select(given => given.GetString()!)
        where flag is null ? !flags.Any() : flags.Any(given => given.StartsWith(flag, StringComparison.Ordinal))
        select instruction.GetProperty("arguments").EnumerateArray().Select(argument => argument.GetString()!).ToArray();

    /// <summary>What the last instruction of a kind runs, in its JSON form.</summary>
    public string[] Program(string keyword, string? flag = null)
    {
        var text = string.Join(' ', Instructions(keyword, flag).Last());
        return JsonSerializer.Deserialize<string[]>(text[text.IndexOf('[', StringComparison.Ordinal)..])!;
    }
}
