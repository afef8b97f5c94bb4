using System.Numerics;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Tests.Schema.Scalars;

public sealed class FloatScalarTests
{
    private static readonly FloatScalar Float = new();

    [Fact]
    public void Float_is_finite()
    {
        object[] refused = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, BigInteger.Pow(10, 400), "1"];

        Assert.All(refused, value => Assert.False(Float.CanParseValue(value)));
        Assert.False(Float.CanParseLiteral(ScalarAssert.Literal("1e400")));
        Assert.Equal(1.5, Float.ParseValue(1.5));
        Assert.Equal(3.0, Float.ParseValue(3));
    }
}
