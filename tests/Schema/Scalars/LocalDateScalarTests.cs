using System.Globalization;
using FsCheck.Xunit;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Tests.Schema.Scalars;

public sealed class LocalDateScalarTests
{
    private static readonly LocalDateScalar LocalDate = new();

    [Property]
    public void LocalDate_reads_back_every_day_it_prints(uint number)
    {
        var day = DateOnly.FromDayNumber((int)(number % (DateOnly.MaxValue.DayNumber + 1)));

        Assert.Equal(day, LocalDate.ParseValue(LocalDate.Serialize(day)));
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("2024-02-29")]
    [InlineData("2000-02-29")]
    public void LocalDate_takes_days_of_the_calendar(string text)
    {
        var day = DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

        Assert.Equal(day, LocalDate.ParseLiteral(ScalarAssert.Literal($"\"{text}\"")));
        Assert.Equal(text, LocalDate.Serialize(LocalDate.ParseValue(text)));
    }

    [Theory]
    [InlineData("2022-02-30")]
    [InlineData("2023-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("0000-01-01")]
    [InlineData("10000-01-01")]
    [InlineData("-001-01-01")]
    [InlineData("2022-1-1")]
    [InlineData("2022-13-01")]
    [InlineData(" 2022-01-01")]
    [InlineData("2022-01-01\n")]
    [InlineData("2022-01-01T00:00:00Z")]
    [InlineData("20220101")]
    [InlineData("30/06/2022")]
    [InlineData("٢٠٢٢-٠١-٠١")]
    [InlineData("2022‐01‐01")]
    [InlineData("")]
    public void LocalDate_refuses_everything_else(string text) => ScalarAssert.Refuses(LocalDate, text);

    [Fact]
    public void LocalDate_refuses_half_a_surrogate_pair()
    {
        // Not as inline data: an attribute's text is UTF-8 and would lose it.
        ScalarAssert.Refuses(LocalDate, "\ud800");
        ScalarAssert.Refuses(LocalDate, "2022-01-0\udc00");
    }
}
