using System.Text;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.PlanDocuments.Files;

/// <summary>The plan of 2022 is the same plan in every kind of file.</summary>
public sealed class FirstPlanFileTests
{
    private static readonly PlanDocumentResult Expected = Reading.Of(FirstPlan.Text);

    [Fact]
    public void As_a_Word_document() => AssertSame(PlanFiles.FirstPlanAsWord(), "plan.docx");

    [Fact]
    public void As_a_web_page() => AssertSame(Encoding.UTF8.GetBytes(PlanFiles.FirstPlanAsHtml()), "plan.html");

    [Fact]
    public async Task As_a_PDF() => AssertSame(await PlanFiles.PdfAsync(PlanFiles.FirstPlanAsHtml()), "plan.pdf");

    [Fact]
    public async Task As_a_PDF_with_running_heads_and_page_numbers() =>
        AssertSame(await PlanFiles.PdfAsync(PlanFiles.FirstPlanAsHtml().Replace("14pt/1.3", "13pt/1.5", StringComparison.Ordinal), withHeads: true), "plan.pdf");

    [Fact]
    public void As_text_in_UTF8() => AssertSame(Encoding.UTF8.GetBytes(PlanFiles.FirstPlanAsText()), "plan.txt");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void As_text_in_UTF16(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        AssertSame([.. encoding.GetPreamble(), .. encoding.GetBytes(PlanFiles.FirstPlanAsText())], "plan.txt");
    }

    [Fact]
    public void As_text_in_Windows_1258_with_a_word_on_what_was_assumed()
    {
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1258, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
        var file = windows.GetBytes(Windows1258(PlanFiles.FirstPlanAsText()));

        AssertSame(file, "plan.txt");
        Assert.Contains("Windows-1258", PlanFiles.Read(file, "plan.txt").Note!.Value.English, StringComparison.Ordinal);
        Assert.Null(PlanFiles.Read(Encoding.UTF8.GetBytes(PlanFiles.FirstPlanAsText()), "plan.txt").Note);
    }

    /// <summary>The code page has vowels with their hats, and the tones as marks behind them.</summary>
    private static string Windows1258(string text)
    {
        var written = new StringBuilder();
        foreach (var c in text)
        {
            var parts = c.ToString().Normalize(NormalizationForm.FormD);
            var tone = parts.FirstOrDefault(mark => mark is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323');
            written.Append(tone == 0 ? parts.Normalize(NormalizationForm.FormC)
                : parts.Replace(tone.ToString(), "", StringComparison.Ordinal).Normalize(NormalizationForm.FormC) + tone);
        }

        return written.ToString();
    }

    private static void AssertSame(byte[] file, string name)
    {
        var read = PlanFiles.Read(file, name);
        Assert.True(read.IsRead, read.Refusal?.English);
        var result = Reading.Of(read.Text, read.Format);
        Assert.True(result.IsRead, result.Refusal?.Reason.English + "\n" + read.Text);
        var (expected, document) = (Expected.Document!, result.Document);
        Assert.Equal(expected.Title, document.Title);
        Assert.Equal(expected.Sections.Select(section => section with { Line = 0 }), document.Sections.Select(section => section with { Line = 0 }));
        Assert.Equal(expected.Tasks.Select(task => $"{task.Label} {task.Content}"), document.Tasks.Select(task => $"{task.Label} {task.Content}"));
        Assert.Equal(expected.Tasks.Select(Reading.Describe), document.Tasks.Select(Reading.Describe));
        Assert.Equal(
            expected.Tasks.SelectMany(task => task.Deadlines).Select(Reading.Describe), document.Tasks.SelectMany(task => task.Deadlines).Select(Reading.Describe));
        Assert.Equal(expected.Recipients, document.Recipients);
        Assert.Equal((expected.Signatory, expected.Number, expected.IssuedOn), (document.Signatory, document.Number, document.IssuedOn));
        Assert.Equal(Expected.Report!.Warnings.Count, result.Report.Warnings.Count);
    }
}
