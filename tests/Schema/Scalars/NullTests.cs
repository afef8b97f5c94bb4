using GraphQL.Types;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Tests.Schema.Scalars;

public sealed class NullTests
{
    [Fact]
    public void Null_is_a_value_of_every_scalar()
    {
        ScalarGraphType[] scalars =
        [
            new LocalDateScalar(), new DateTimeScalar(), new LongScalar(), new UrlScalar(), new StringScalar(), new IdScalar(), new FloatScalar(),
        ];

        Assert.All(scalars, scalar => Assert.Null(scalar.ParseLiteral(ScalarAssert.Literal("null"))));
        Assert.All(scalars, scalar => Assert.Null(scalar.ParseValue(null)));
    }
}
