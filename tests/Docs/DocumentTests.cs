using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>Every request that a document shows is answered as it says.</summary>
public sealed class DocumentTests
{
    /// <summary>The guide holds on both engines; elsewhere one is enough.</summary>
    public static TheoryData<string, string, DatabaseEngine> Chapters
    {
        get
        {
            var chapters = new TheoryData<string, string, DatabaseEngine>();
            foreach (var chapter in DocumentChapter.All().Where(chapter => chapter.HasRequests))
            {
                chapters.Add(chapter.File, chapter.Title, DatabaseEngine.Sqlite);
                if (chapter.File == "docs/guide.md")
                {
                    chapters.Add(chapter.File, chapter.Title, DatabaseEngine.Postgres);
                }
            }

            return chapters;
        }
    }

    [Theory, MemberData(nameof(Chapters))]
    public async Task Requests_of_the_chapter_are_answered_as_it_shows(string file, string title, DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = await LiveServer.StartAsync(database);
        using var run = new ChapterRun(DocumentChapter.All().Single(chapter => (chapter.File, chapter.Title) == (file, title)), database, server);
        await run.RunAsync();
    }

    [Fact]
    public void No_request_stands_in_the_documents_that_is_not_run()
    {
        var faults = DocumentChapter.All().SelectMany(chapter =>
            chapter.Fences.Where(fence => fence.Fault is not null).Select(fence => $"{chapter.File}, {chapter.Title}: {fence.Fault}\n{fence.Text}")
                .Concat(chapter.Prose.Where(line => line.StartsWith("    curl ", StringComparison.Ordinal)).Select(line => $"{chapter.File}: put it in a fence\n{line}")));
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("http", "GET /graphql")]
    [InlineData("bash", "curl http://localhost:5080/graphql")]
    [InlineData("sh", "curl https://plan.example.vn/graphql")]
    [InlineData("sh elsewhere", "curl http://localhost:5080/graphql")]
    public void A_request_that_no_test_would_run_is_a_fault(string info, string text) => Assert.NotNull(new Fence(info, text).Fault);

    [Theory]
    [InlineData("""{ "a": 1 }""", """{ "a": 2 }""")]
    [InlineData("""{ "a": [1] }""", """{ "a": [1, 2] }""")]
    [InlineData("""{ "a": "…" }""", """{ "a": null }""")]
    [InlineData("""{ "a": "…" }""", """{ "a": "x", "b": 1 }""")]
    public void Another_answer_than_the_one_shown_is_noticed(string shown, string given) =>
        Assert.False(Shown.Fits(System.Text.Json.Nodes.JsonNode.Parse(shown), System.Text.Json.Nodes.JsonNode.Parse(given)));
}
