using System.Text;
using System.Text.Json;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.PlanDocuments;

/// <summary>The same plan, as editors and converters may hand it over, reads the same.</summary>
public class SourceVariantTests
{
    private static readonly string Expected = Json(Reading.Of(FirstPlan.Text));

    public static TheoryData<string, string> Variants => new()
    {
        { "NFD", FirstPlan.Text.Normalize(NormalizationForm.FormD) },
        { "CRLF", FirstPlan.Text.Replace("\n", "\r\n", StringComparison.Ordinal) },
        { "lone CR", FirstPlan.Text.Replace('\n', '\r') },
        { "BOM", "\uFEFF" + FirstPlan.Text },
        { "no-break spaces", FirstPlan.Text.Replace("Sở Công", "Sở\u00A0Công", StringComparison.Ordinal).Replace("quý ", "quý\u202F",
            StringComparison.Ordinal) },
        { "zero-width characters", FirstPlan.Text.Replace("chủ trì", "chủ\u200B trì\u200D", StringComparison.Ordinal).Replace("Thạnh", "Thạ\u00ADnh",
            StringComparison.Ordinal) },
        { "escaped brackets", FirstPlan.Text.Replace("\na) ", "\na\\) ", StringComparison.Ordinal).Replace("**I. ", "**I\\. ", StringComparison.Ordinal) },
        { "letters in bold", FirstPlan.Text.Replace("\nb) ", "\n**b)** ", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void The_same_plan_in_another_dress_reads_the_same(string dress, string text)
    {
        Assert.NotEmpty(dress);
        Assert.Equal(Expected, Json(Reading.Of(text)));
    }

    [Fact]
    public void The_same_plan_without_markdown_reads_the_same()
    {
        var plain = FirstPlan.Text.Replace("*Ưm*", "", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal).Replace("#", "",
            StringComparison.Ordinal);

        Assert.Equal(Expected, Json(Reading.Of(plain, PlanDocumentFormat.PlainText)));
    }

    [Fact]
    public void The_same_plan_without_blank_lines_reads_the_same_but_for_its_lines()
    {
        var plain = FirstPlan.Text.Replace("*Ưm*", "", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal).Replace("#", "",
            StringComparison.Ordinal);
        var tight = string.Join('\n', plain.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

        var result = Reading.Of(tight, PlanDocumentFormat.PlainText);

        Assert.Empty(result.Report!.Warnings);
        var expected = Reading.Of(FirstPlan.Text).Document!;
        Assert.Equal(expected.Tasks.Select(task => task.Content), result.Document!.Tasks.Select(task => task.Content));
        Assert.Equal(expected.Tasks.Select(Reading.Describe), result.Document.Tasks.Select(Reading.Describe));
        Assert.Equal(expected.Sections.Select(section => section with { Line = 0 }), result.Document.Sections.Select(section => section with { Line = 0 }));
        Assert.Equal(expected.Recipients, result.Document.Recipients);
        Assert.Equal((expected.Title, expected.Signatory), (result.Document.Title, result.Document.Signatory));
    }

    private static string Json(PlanDocumentResult result) => JsonSerializer.Serialize(result);
}
