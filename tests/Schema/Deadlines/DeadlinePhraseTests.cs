using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Schema.Types.Deadlines;

namespace KGPlanGraph.Tests.Schema.Deadlines;

public sealed class DeadlinePhraseTests
{
    [Theory]
    [InlineData(DeadlineKind.Quarter, 2022, 6, 30, "hoàn thành trong quý II/2022")]
    [InlineData(DeadlineKind.Quarter, 2022, 12, 31, "hoàn thành trong quý IV/2022")]
    [InlineData(DeadlineKind.Month, 2022, 5, 31, "hoàn thành trong tháng 5/2022")]
    [InlineData(DeadlineKind.BeforeDate, 2022, 11, 9, "trước ngày 10/11/2022")]
    [InlineData(DeadlineKind.BeforeDate, 2022, 12, 31, "trước ngày 01/01/2023")]
    [InlineData(DeadlineKind.Year, 2022, 12, 31, "trong năm 2022")]
    [InlineData(DeadlineKind.HalfYear, 2022, 6, 30, "6 tháng đầu năm 2022")]
    [InlineData(DeadlineKind.HalfYear, 2022, 12, 31, "6 tháng cuối năm 2022")]
    [InlineData(DeadlineKind.Period, 2025, 12, 31, "đến ngày 31/12/2025")]
    [InlineData(DeadlineKind.Relative, 2022, 3, 1, "chậm nhất ngày 01/03/2022")]
    [InlineData(DeadlineKind.OnDate, 2022, 11, 9, "ngày 09/11/2022")]
    public void A_deadline_is_worded_as_plans_word_it(DeadlineKind kind, int year, int month, int day, string phrase) =>
        Assert.Equal(phrase, DeadlinePhrase.Of(kind, new DateOnly(year, month, day)));

    [Theory]
    [InlineData(DeadlineKind.Quarter, "2024-01-01", "2024-03-31")]
    [InlineData(DeadlineKind.Quarter, "2024-12-31", "2024-12-31")]
    [InlineData(DeadlineKind.Month, "2024-02-05", "2024-02-29")]
    [InlineData(DeadlineKind.Year, "2024-02-05", "2024-12-31")]
    [InlineData(DeadlineKind.HalfYear, "2024-06-05", "2024-06-30")]
    [InlineData(DeadlineKind.HalfYear, "2024-07-01", "2024-12-31")]
    [InlineData(DeadlineKind.Period, "2024-02-05", "2024-02-05")]
    [InlineData(DeadlineKind.Relative, "2024-02-05", "2024-02-05")]
    [InlineData(DeadlineKind.OnDate, "2024-02-05", "2024-02-05")]
    public void A_period_is_due_on_its_last_day(DeadlineKind kind, string day, string last) =>
        Assert.Equal(DateOnly.Parse(last, null), DeadlineDate.LastDay(kind, DateOnly.Parse(day, null)));
}
