using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>What scripts write into docs, and the prose that people write there.</summary>
public sealed class ReferenceTests
{
    private const int LongestPage = 64 << 10;

    [Theory]
    [InlineData("reference.mjs", "docs/reference")]
    [InlineData("bruno.mjs", "docs/bruno")]
    public async Task The_folder_is_what_its_script_writes(string script, string folder)
    {
        var written = Directory.CreateTempSubdirectory("kgplangraph-reference");
        await NodeScript.RunAsync(script, written.FullName);

        Assert.True(Read(written.FullName).SequenceEqual(Read(Repository.Path(folder))), $"{folder} is out of date. Refresh it: node tests/clients/{script} {folder}");
        written.Delete(recursive: true);
    }

    [Fact]
    public void No_page_is_too_long_to_read() => Assert.All(Directory.GetFiles(Repository.Path("docs/reference")), page => Assert.InRange(new FileInfo(page).Length, 1, LongestPage));

    [Fact]
    public Task Markdown_and_spelling_are_right() => NodeScript.RunAsync("prose.mjs");

    private static IEnumerable<(string Name, string Text)> Read(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(file => (Path.GetRelativePath(folder, file), File.ReadAllText(file)));
}
