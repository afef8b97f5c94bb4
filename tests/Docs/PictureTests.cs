using System.Text.RegularExpressions;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

public sealed partial class PictureTests
{
    [Fact]
    public async Task Pictures_of_the_documents_can_be_taken_anew()
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        await using var server = await LiveServer.StartAsync(database);
        var folder = Path.Combine(database.Options.ContentRoot, "images");
        await NodeScript.RunAsync("screenshots.mjs", $"{server.Address}", folder, server.Token(Role.Agency, "SKHDT"));
        Assert.Equal(
            Directory.GetFiles(Repository.Path("docs/images")).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>Links and pictures between the repository's own files.</summary>
    [Fact]
    public void Every_file_that_a_document_points_to_is_there()
    {
        var broken = DocumentChapter.All().SelectMany(chapter => chapter.Prose.SelectMany(line => Target().Matches(line)).Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
            .Select(target => Path.Combine(Path.GetDirectoryName(chapter.File)!, target.Split('#')[0]))
            .Where(target => !Path.Exists(Repository.Path(target))));
        Assert.Empty(broken);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Target();
}
