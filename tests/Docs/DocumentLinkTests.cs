using System.Text.RegularExpressions;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>Places in documents that documents and comments point to.</summary>
public sealed partial class DocumentLinkTests
{
    [Fact]
    public void Every_heading_that_a_document_points_to_is_there()
    {
        var broken = DocumentChapter.All().SelectMany(chapter => chapter.Prose.SelectMany(line => Target().Matches(line))
            .Select(match => (chapter.File, Page: match.Groups[1].Value, Anchor: match.Groups[2].Value)))
            .Where(link => !link.Page.Contains("://", StringComparison.Ordinal))
            .Select(link => (link.File, Page: link.Page.Length == 0 ? link.File : Path.Combine(Path.GetDirectoryName(link.File)!, link.Page), link.Anchor))
            .Where(link => link.Page.EndsWith(".md", StringComparison.Ordinal) && !Anchors(link.Page).Contains(link.Anchor));
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_section_of_the_domain_that_a_comment_names_is_there()
    {
        var headings = File.ReadLines(Repository.Path("docs/domain.md")).Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]).ToHashSet();
        var named = new[] { "src", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Repository.Path(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Sections().Matches(File.ReadAllText(file)))
            .SelectMany(match => Quoted().Matches(match.Value)).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Contains("Timeliness", named);
        Assert.Empty(named.Except(headings));
    }

    // As GitHub makes them: lower case, without punctuation, hyphens for spaces.
    private static HashSet<string> Anchors(string page) => [.. File.ReadLines(Repository.Path(page))
        .Where(line => line.StartsWith('#'))
        .Select(line => Punctuation().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    [GeneratedRegex(@"\]\(([^)\s#]*)#([^)\s]+)\)")]
    private static partial Regex Target();

    [GeneratedRegex("""domain\.md, "[^"]+"(?:(?:, | and )"[^"]+")*""")]
    private static partial Regex Sections();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
