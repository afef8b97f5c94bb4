using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Tests.Schema.Scalars;

public sealed class DateTimeScalarTests
{
    private static readonly DateTimeScalar DateTime = new();

    [Theory]
    [InlineData("2022-05-12T08:30:00Z", "2022-05-12T08:30:00.000Z")]
    [InlineData("2022-05-12t08:30:00z", "2022-05-12T08:30:00.000Z")]
    [InlineData("2022-05-12T15:30:00+07:00", "2022-05-12T08:30:00.000Z")]
    [InlineData("2022-05-11T09:31:00-22:59", "2022-05-12T08:30:00.000Z")]
    [InlineData("2022-05-12T08:30:00-00:00", "2022-05-12T08:30:00.000Z")]
    [InlineData("2022-05-12T08:30:00.5Z", "2022-05-12T08:30:00.500Z")]
    [InlineData("2022-05-12T08:30:00.123456789Z", "2022-05-12T08:30:00.123Z")]
    [InlineData("2024-02-29T23:59:59.999Z", "2024-02-29T23:59:59.999Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z")]
    [InlineData("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z")]
    public void DateTime_takes_any_offset_and_answers_in_utc(string text, string printed)
    {
        Assert.Equal(printed, DateTime.Serialize(DateTime.ParseValue(text)));
        Assert.Equal(printed, DateTime.Serialize(DateTime.ParseLiteral(ScalarAssert.Literal($"\"{text}\""))));
    }

    [Fact]
    public void DateTime_keeps_what_is_finer_than_it_prints()
        => Assert.Equal(1_234_567, ((DateTimeOffset)DateTime.ParseValue("2022-05-12T08:30:00.1234567Z")!).Ticks % TimeSpan.TicksPerSecond);

    [Theory]
    [InlineData("2022-05-12T08:30:00")]
    [InlineData("2022-05-12")]
    [InlineData("2022-05-12 08:30:00Z")]
    [InlineData("2022-05-12T08:30Z")]
    [InlineData("2022-02-30T08:30:00Z")]
    [InlineData("2023-02-29T08:30:00Z")]
    [InlineData("2022-05-12T24:00:00Z")]
    [InlineData("2022-12-31T23:59:60Z")]
    [InlineData("2022-05-12T08:30:00+7:00")]
    [InlineData("2022-05-12T08:30:00+0700")]
    [InlineData("2022-05-12T08:30:00+24:00")]
    [InlineData("2022-05-12T08:30:00.Z")]
    [InlineData("0001-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("2022-05-12T08:30:00Z\n")]
    [InlineData("٢٠٢٢-05-12T08:30:00Z")]
    [InlineData("1652344200")]
    [InlineData("")]
    public void DateTime_refuses_everything_else(string text) => ScalarAssert.Refuses(DateTime, text);

    [Fact]
    public void DateTime_refuses_half_a_surrogate_pair()
    {
        // Not as inline data: an attribute's text is UTF-8 and would lose it.
        ScalarAssert.Refuses(DateTime, "\udfff");
        ScalarAssert.Refuses(DateTime, "2022-05-12T08:30:00Z\ud800");
    }
}
