using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.PlanDocuments;

public class RefusalTests
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("\n \n\t\n", 1)]
    [InlineData("\nBáo cáo tình hình\n\nI. NỘI DUNG\n1. Chung\na) Xây dựng.", 2)]
    [InlineData("\n\nKẾ HOẠCH\nPhát triển năm 2022\n\nChỉ có lời văn.", 3)]
    [InlineData("KẾ HOẠCH\nPhát triển năm 2022\n\nI. NHIỆM VỤ\n1. Chung\nKhông có điểm nào.", 4)]
    [InlineData("KẾ HOẠCH\nPhát triển năm 2022\n\na) Xây dựng. Giao Sở Công Thương chủ trì.", 1)]
    [InlineData("I. NHIỆM VỤ\n1. Chung\na) Xây dựng.\nKẾ HOẠCH", 1)]
    public void What_is_no_plan_is_refused_with_line_and_reason_in_both_languages(string text, int line)
    {
        var result = Reading.Of(text, PlanDocumentFormat.PlainText);

        Assert.False(result.IsRead);
        Assert.Equal(line, result.Refusal.Line);
        Assert.NotEmpty(result.Refusal.Reason.English);
        Assert.NotEqual(result.Refusal.Reason.English, result.Refusal.Reason.Vietnamese);
    }
}
