using System.Text;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.PlanDocuments;

/// <summary>What holds more than a plan has is refused, and the refusal says of what and where.</summary>
public class LimitTests
{
    private const string Head = "KẾ HOẠCH\nPhát triển tỉnh Kiên Giang năm 2022\n\nI. NHIỆM VỤ\n";

    public static TheoryData<string, string, int> Documents => new()
    {
        { "lines", Repeat("x\n", 60_000), DocumentLimits.Lines },
        { "sections", string.Concat(Enumerable.Range(1, 6_000).Select(i => $"{i % 900 + 1}. Việc thứ {i}\n")), DocumentLimits.Sections },
        { "tasks", string.Concat(Enumerable.Range(0, 6_000).Select(i => $"a) Việc {i}. Giao Sở Công Thương chủ trì.\n")), DocumentLimits.Tasks },
        { "deadlines", Repeat("- Rà soát trước ngày 20 hằng tháng. Giao Sở Công Thương chủ trì.\n", 2_000), DocumentLimits.Deadlines },
        { "cited documents", "1. Việc\n" + string.Concat(Enumerable.Range(0, 60).Select(line =>
            $"a) Theo {string.Join(", ", Enumerable.Range(0, 100).Select(i => $"Nghị định {line * 100 + i}/2020/NĐ-CP"))}. Giao Sở Công Thương chủ trì.\n")), DocumentLimits.Entries },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Too_many_are_refused_with_a_word_on_what(string what, string body, int most)
    {
        var result = Reading.Of(Head + body, PlanDocumentFormat.PlainText);

        Assert.False(result.IsRead);
        Assert.Equal($"The document holds more than {most} {what}; import it in parts.", result.Refusal.Reason.English);
        Assert.StartsWith($"Văn bản có hơn {most} ", result.Refusal.Reason.Vietnamese, StringComparison.Ordinal);
        Assert.True(result.Refusal.Line > 4);
    }

    [Fact]
    public void Warnings_beyond_measure_are_counted_by_the_last()
    {
        var body = new StringBuilder("1. Việc\n");
        for (var i = 0; i < 3_000; i++)
        {
            body.Append(null, $"- Việc {i}; trước ngày 31/9/2022; phối hợp với Sở Vũ trụ.\n");
        }

        var warnings = Reading.Of(Head + body, PlanDocumentFormat.PlainText).Report!.Warnings;

        Assert.Equal(DocumentLimits.Warnings, warnings.Count);
        Assert.Matches("^From here on there are [0-9]+ more warnings\\.$", warnings[^1].Message.English);
    }

    [Fact]
    public void A_reading_ends_when_its_caller_goes()
    {
        using var gone = new CancellationTokenSource();
        gone.Cancel();

        Assert.Throws<OperationCanceledException>(() => PlanDocumentReader.Read(
            Head + "1. Việc\na) Việc. Giao Sở Công Thương chủ trì.\n", PlanDocumentFormat.PlainText, Reading.Organisations, Reading.Localities, null, gone.Token));
    }

    private static string Repeat(string part, int times) => new StringBuilder().Insert(0, part, times).ToString();
}
