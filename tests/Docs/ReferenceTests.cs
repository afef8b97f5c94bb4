using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

public sealed class ReferenceTests
{
    [Fact]
    public async Task Reference_is_the_schemas()
    {
        var written = await NodeScript.RunAsync("reference.mjs");
        Assert.True(
            written == await File.ReadAllTextAsync(Repository.Path("docs/reference.md")),
            "docs/reference.md is not what schema.graphql says. Refresh it: node tests/clients/reference.mjs > docs/reference.md");
    }
}
