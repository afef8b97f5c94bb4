using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>The Vietnamese pages take the same steps as the English ones of which they are the counterpart.</summary>
public sealed class VietnamesePagesTests
{
    [Theory]
    [InlineData("start-agency", "co-quan")]
    [InlineData("start-coordinator", "dieu-phoi")]
    [InlineData("howto-report", "bao-cao")]
    [InlineData("howto-many-reports", "nhieu-bao-cao")]
    [InlineData("howto-import", "nhap-ke-hoach")]
    [InlineData("howto-year-end", "bao-cao-theo-ngay")]
    [InlineData("howto-calendar", "lich-thoi-han")]
    public void A_Vietnamese_page_shows_the_requests_of_its_English_counterpart(string english, string vietnamese)
    {
        var requests = Fences($"docs/{english}.md");
        Assert.NotEmpty(requests);
        Assert.Equal(requests, Fences($"docs/vi/{vietnamese}.md"));
        Assert.Contains($"(vi/{vietnamese}.md)", File.ReadAllText(Repository.Path($"docs/{english}.md")), StringComparison.Ordinal);
        Assert.Contains($"({vietnamese}.md)", File.ReadAllText(Repository.Path("docs/vi/bat-dau.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_error_code_has_a_Vietnamese_text()
    {
        var rows = File.ReadLines(Repository.Path("docs/errors.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, cells => Assert.True(cells is [_, _, _, _, { Length: > 12 }, _], cells[1]));
    }

    private static List<(string Info, string Text)> Fences(string file) =>
        [.. DocumentChapter.All().Where(chapter => chapter.File == file).SelectMany(chapter => chapter.Fences).Select(fence => (fence.Info, fence.Text))];
}
