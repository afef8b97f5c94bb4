using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

public sealed class ReferenceTests
{
    private const int LongestPage = 64 << 10;

    private static readonly string Pages = Repository.Path("docs/reference");

    [Fact]
    public async Task Reference_is_the_schemas()
    {
        var written = Directory.CreateTempSubdirectory("kgplangraph-reference");
        await NodeScript.RunAsync("reference.mjs", written.FullName);

        Assert.True(
            Read(written.FullName).SequenceEqual(Read(Pages)),
            "docs/reference is not what schema.graphql says. Refresh it: node tests/clients/reference.mjs docs/reference");
        written.Delete(recursive: true);
    }

    [Fact]
    public void No_page_is_too_long_to_read() => Assert.All(Directory.GetFiles(Pages), page => Assert.InRange(new FileInfo(page).Length, 1, LongestPage));

    private static IEnumerable<(string Name, string Text)> Read(string folder) =>
        Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllText(file)));
}
