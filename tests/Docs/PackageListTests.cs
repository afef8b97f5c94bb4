using System.Text.Json;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>docs/packages.md and the notices that ship say what the lock files say.</summary>
public sealed class PackageListTests
{
    private const string Remedy = "the lock files have another package or version: node deploy/packages.mjs";

    // What a public body may pass on without asking a lawyer first.
    private static readonly string[] LicencesThatMayShip = ["MIT", "Apache-2.0", "PostgreSQL", "BSD-2-Clause", "BSD-3-Clause", "ChilliCream License 1.0"];

    private static readonly string List = File.ReadAllText(RepositoryFiles.PathOf("docs/packages.md"));

    [Fact]
    public void Every_package_that_ships_is_listed_and_none_besides()
    {
        Assert.Equal(NuGet("src/Api/packages.lock.json", _ => true), Rows("Ships, from NuGet").Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal));
        Assert.Equal(Npm("src/Api/Ide/package-lock.json"), Rows("Ships, from npm").Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("tests/packages.lock.json")]
    [InlineData("src/Persistence/packages.lock.json")]
    [InlineData("docs/consumer/packages.lock.json")]
    [InlineData("bench/Generator/packages.lock.json")]
    [InlineData("bench/Baseline/packages.lock.json")]
    public void Every_package_that_a_project_asks_for_is_listed(string lockFile)
    {
        var listed = Rows("Ships, from NuGet").Concat(Rows("For development, from NuGet")).Select(row => $"{row[0]} {row[1]}").ToHashSet();

        Assert.True(NuGet(lockFile, type => type == "Direct").All(listed.Contains), Remedy);
    }

    [Theory]
    [InlineData("tests/clients")]
    [InlineData("bench/peers/mercurius")]
    [InlineData("bench/peers/postgraphile")]
    public void Every_npm_package_that_is_asked_for_is_listed(string folder)
    {
        using var lockFile = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.PathOf($"{folder}/package-lock.json")));
        var packages = lockFile.RootElement.GetProperty("packages");
        var listed = Rows("For development, from npm").Select(row => $"{row[0]} {row[1]}").ToHashSet();

        Assert.All(
            packages.GetProperty("").GetProperty("dependencies").EnumerateObject(),
            asked => Assert.True(listed.Contains($"{asked.Name} {packages.GetProperty($"node_modules/{asked.Name}").GetProperty("version").GetString()}"), Remedy));
    }

    [Fact]
    public void What_ships_may_be_passed_on_and_carries_its_licence()
    {
        var notices = File.ReadAllText(RepositoryFiles.PathOf("src/Api/THIRD-PARTY-NOTICES.txt"));

        Assert.All(Rows("Ships, from NuGet").Concat(Rows("Ships, from npm")), row => Assert.Contains(row[2], LicencesThatMayShip));
        Assert.All(Rows("Ships, from NuGet"), row => Assert.Contains($"\n{row[0]} {row[1]} - {row[2]}\n    ", notices, StringComparison.Ordinal));
        Assert.All(Rows("Ships, from NuGet").Select(row => row[2]).Distinct(), licence => Assert.Contains($"=\n{licence}\n=", notices, StringComparison.Ordinal));
    }

    private static List<string[]> Rows(string heading) =>
    [
        .. List.Split($"\n## {heading}\n")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2)
            .Select(line => line.Trim('|', ' ').Split(" | ")),
    ];

    private static List<string> NuGet(string lockFile, Func<string, bool> isAsked)
    {
        using var read = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.PathOf(lockFile)));
        return
        [
            .. read.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
                .Where(package => package.Value.GetProperty("type").GetString() is { } type && type != "Project" && isAsked(type))
                .Select(package => $"{package.Name} {package.Value.GetProperty("resolved").GetString()}").Distinct().Order(StringComparer.Ordinal),
        ];
    }

    private static List<string> Npm(string lockFile)
    {
        using var read = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.PathOf(lockFile)));
        return
        [
            .. read.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0)
                .Select(package => $"{package.Name.Split("node_modules/")[^1]} {package.Value.GetProperty("version").GetString()}").Order(StringComparer.Ordinal),
        ];
    }
}
