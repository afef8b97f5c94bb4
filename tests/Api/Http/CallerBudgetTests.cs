using KGPlanGraph.Api.Execution;

namespace KGPlanGraph.Tests.Api.Http;

public sealed class CallerBudgetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(59)]
    [InlineData(60)]
    [InlineData(119)]
    [InlineData(1_000_000)]
    [InlineData(int.MaxValue)]
    public void What_comes_back_in_a_minute_is_what_the_setting_says(int perMinute)
    {
        var (points, period) = CallerBudget.RefillOf(perMinute);

        Assert.Equal(1, points * (TimeSpan.FromMinutes(1) / period) / perMinute, 6);
    }
}
