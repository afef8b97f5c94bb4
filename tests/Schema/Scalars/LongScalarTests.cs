using System.Numerics;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Tests.Schema.Scalars;

public sealed class LongScalarTests
{
    private static readonly LongScalar Long = new();

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("-0", 0L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    public void Long_takes_whole_numbers_of_64_bits(string literal, long number) => Assert.Equal(number, Long.ParseLiteral(ScalarAssert.Literal(literal)));

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("99999999999999999999999999999999999999999999")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("1e400")]
    [InlineData("\"1\"")]
    [InlineData("true")]
    [InlineData("NaN")]
    [InlineData("[1]")]
    [InlineData("{a: 1}")]
    public void Long_refuses_other_literals(string literal) => Assert.False(Long.CanParseLiteral(ScalarAssert.Literal(literal)));

    [Fact]
    public void Long_takes_json_numbers_and_no_text()
    {
        Assert.Equal(5L, Long.ParseValue(5));
        Assert.Equal(long.MaxValue, Long.ParseValue(long.MaxValue));
        Assert.Equal(long.MinValue, Long.ParseValue(new BigInteger(long.MinValue)));
        object[] refused = ["5", 5.0, 5.5m, double.NaN, double.PositiveInfinity, true, BigInteger.Pow(2, 63), BigInteger.Pow(10, 400)];
        Assert.All(refused, value => Assert.False(Long.CanParseValue(value)));
    }
}
