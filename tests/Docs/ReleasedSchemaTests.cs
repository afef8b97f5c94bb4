using KGPlanGraph.Tests.Support;
using Xunit.Sdk;

namespace KGPlanGraph.Tests.Docs;

/// <summary>The rule of docs/changelog.md: what was released is not broken without being announced.</summary>
public sealed class ReleasedSchemaTests : IDisposable
{
    private static readonly string Present = Repository.Path("schema.graphql");
    private static readonly string Changelog = Repository.Path("docs/changelog.md");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kgplangraph-schema.");

    private static string LastRelease => Directory.GetFiles(Repository.Path("docs/releases"), "*.graphql").Max(StringComparer.Ordinal)!;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public Task Schema_breaks_nothing_of_the_last_release_that_the_changelog_does_not_name() => CompareAsync(Present, Changelog);

    [Fact]
    public void Every_release_has_its_chapter_in_the_changelog()
    {
        var chapters = File.ReadLines(Changelog).Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]);
        var releases = Directory.GetFiles(Repository.Path("docs/releases")).Select(Path.GetFileNameWithoutExtension).OrderDescending(StringComparer.Ordinal);
        Assert.Equal(["Unreleased", .. releases], chapters);
    }

    [Theory]
    [InlineData("  title: String!\n  \"\"\"The item's full text, verbatim", "  name: String!\n  \"\"\"The item's full text, verbatim", "Task.title")]
    [InlineData("  NOT_DUE\n", "  NOT_YET\n", "Timeliness.NOT_DUE")]
    [InlineData("  documentNumber: String!\n  \"\"\"The day on which it is issued", "  documentNumber: Int!\n  \"\"\"The day on which it is issued", "PublishPlanInput.documentNumber")]
    public async Task What_breaks_clients_is_noticed_unless_the_changelog_names_it(string part, string replacement, string place)
    {
        var schema = await File.ReadAllTextAsync(Present);
        var changed = schema.Replace(part, replacement, StringComparison.Ordinal);
        Assert.NotEqual(schema, changed);
        var (broken, announced) = (Path.Combine(folder.FullName, "schema.graphql"), Path.Combine(folder.FullName, "changelog.md"));
        await File.WriteAllTextAsync(broken, changed);
        await File.WriteAllTextAsync(announced, $"## Unreleased\n- `{place}` has gone.\n\n## 2026-11\n");

        var refusal = await Assert.ThrowsAsync<TrueException>(() => CompareAsync(broken, Changelog));
        Assert.Contains(place, refusal.Message, StringComparison.Ordinal);
        await CompareAsync(broken, announced);
    }

    private static Task<string> CompareAsync(string schema, string changelog) => NodeScript.RunAsync("inspector.mjs", LastRelease, schema, changelog);
}
