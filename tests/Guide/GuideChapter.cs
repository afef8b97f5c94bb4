using System.Text.Json.Nodes;

namespace KGPlanGraph.Tests.Guide;

/// <summary>The requests of one chapter of docs/guide.md, in order, and the files that they send.</summary>
public sealed class GuideChapter
{
    private GuideChapter()
    {
    }

    public List<GuideStep> Steps { get; } = [];

    /// <summary>Texts by the file name behind the fence's language.</summary>
    public Dictionary<string, string> Files { get; } = [];

    /// <param name="title">The chapter's heading, of the second level.</param>
    public static GuideChapter Read(string title)
    {
        var chapter = new GuideChapter();
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "docs", "guide.md"));
        using var rest = lines.SkipWhile(line => line != $"## {title}").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).GetEnumerator();
        while (rest.MoveNext())
        {
            if (!rest.Current.StartsWith("```", StringComparison.Ordinal))
                continue;
            var fence = rest.Current[3..];
            var text = new List<string>();
            while (rest.MoveNext() && rest.Current != "```")
                text.Add(rest.Current);
            chapter.Add(fence, string.Join('\n', text));
        }

        return chapter;
    }

    private void Add(string fence, string text)
    {
        switch (fence.Split(' '))
        {
            case ["graphql"]:
                Steps.Add(GuideStep.Of(text));
                break;
            case ["json", "variables"]:
                Steps[^1].Variables = JsonNode.Parse(text);
                break;
            case ["json", "answer"]:
                Steps[^1].Answer = JsonNode.Parse(text);
                break;
            case [_, var file]:
                Files.Add(file, text);
                break;
        }
    }
}
