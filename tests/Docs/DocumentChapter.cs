using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>A chapter (a heading of the second level) of a Markdown file of the repository, with its fenced blocks.</summary>
/// <param name="File">From the repository's root.</param>
/// <param name="Title">Empty for what stands before the first heading.</param>
/// <param name="Fences">In order.</param>
/// <param name="Prose">All lines that are in no block.</param>
public sealed record DocumentChapter(string File, string Title, IReadOnlyList<Fence> Fences, IReadOnlyList<string> Prose)
{
    private static readonly string[] NotOurs = ["node_modules", "bin", "obj", "data", "artifacts", ".git"];

    /// <summary>Whether a test has something to run.</summary>
    public bool HasRequests => Fences.Any(fence => fence.IsOperation || fence.IsCommands);

    /// <summary>All chapters of all Markdown files; none is left out by being new.</summary>
    public static IEnumerable<DocumentChapter> All() => Files(Repository.Path(".")).SelectMany(Read);

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.md").Concat(
        Directory.EnumerateDirectories(folder).Where(child => !NotOurs.Contains(Path.GetFileName(child))).SelectMany(Files));

    private static IEnumerable<DocumentChapter> Read(string path)
    {
        var file = Path.GetRelativePath(Repository.Path("."), path);
        var (title, fences, prose) = ("", new List<Fence>(), new List<string>());
        using var lines = System.IO.File.ReadLines(path).GetEnumerator();
        while (lines.MoveNext())
        {
            if (lines.Current.StartsWith("```", StringComparison.Ordinal))
            {
                fences.Add(ReadFence(lines));
            }
            else if (lines.Current.StartsWith("## ", StringComparison.Ordinal))
            {
                yield return new(file, title, fences, prose);
                (title, fences, prose) = (lines.Current[3..], [], []);
            }
            else
            {
                prose.Add(lines.Current);
            }
        }

        yield return new(file, title, fences, prose);
    }

    private static Fence ReadFence(IEnumerator<string> lines)
    {
        var info = lines.Current[3..].Trim();
        var text = new List<string>();
        while (lines.MoveNext() && lines.Current != "```")
        {
            text.Add(lines.Current);
        }

        return new(info, string.Join('\n', text));
    }
}
