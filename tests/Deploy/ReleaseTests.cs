using System.Text.Json;
using System.Text.RegularExpressions;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Api.Commands;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Deploy;

/// <summary>What a release says of itself. tests/published publishes; deploy/release does the same and packs it.</summary>
public sealed partial class ReleaseTests
{
    private static readonly string Version = VersionElement().Match(File.ReadAllText(Repository.Path("Directory.Build.props"))).Groups[1].Value;

    [Fact]
    public async Task The_command_the_description_and_the_metrics_name_the_version_of_the_build()
    {
        await using var database = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Sqlite);
        await using var server = await LiveServer.StartAsync(database);
        using var description = JsonDocument.Parse(await GetAsync(server, "/openapi.json"));
        var (_, told, _) = await Executable.RunAsync(database.Options.ContentRoot, null, "--version");

        Assert.Equal(Version, description.RootElement.GetProperty("info").GetProperty("version").GetString());
        Assert.Equal(Version, told.Split(' ', '\n')[1]);
        Assert.Contains($"service_version=\"{Version}\"", await GetAsync(server, "/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bill_of_materials_names_every_package_that_ships_with_its_licence()
    {
        var (exitCode, output, error) = await Command.RunAsync(Repository.Path("."), new Dictionary<string, string?>(), "node", "deploy/sbom.mjs");
        Assert.True(exitCode == 0, error);
        using var bill = JsonDocument.Parse(output);
        using var shipped = JsonDocument.Parse(File.ReadAllText(Repository.Path("src/Api/packages.lock.json")));

        Assert.Equal(("CycloneDX", Version), (bill.RootElement.GetProperty("bomFormat").GetString(), bill.RootElement.GetProperty("metadata").GetProperty("component").GetProperty("version").GetString()));
        var components = bill.RootElement.GetProperty("components").EnumerateArray().ToDictionary(component => component.GetProperty("purl").GetString()!);
        Assert.All(components.Values, component => Assert.Equal(1, component.GetProperty("licenses").GetArrayLength()));
        Assert.All(
            shipped.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
                .Where(package => package.Value.GetProperty("type").GetString() != "Project"),
            package => Assert.Contains($"pkg:nuget/{package.Name}@{package.Value.GetProperty("resolved").GetString()}", components.Keys));
    }

    private static async Task<string> GetAsync(LiveServer server, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", server.Token(Role.Admin));
        using var response = await server.Http.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    [GeneratedRegex("<Version>(.*)</Version>")]
    private static partial Regex VersionElement();
}
