using System.Globalization;
using System.Numerics;
using GraphQL.Types;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Scalars;

/// <summary>
/// The scalar Long: a whole number of 64 bits, in documents as an integer literal, in JSON as a number without fraction and exponent.
/// Text is refused, as Hot Chocolate does. Its value in the server is a <see cref="long"/>.
/// </summary>
public sealed class LongScalar : ScalarGraphType
{
    public LongScalar() => Name = "Long";

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLIntValue digits when long.TryParse(digits.Value.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    /// <inheritdoc/>
    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        long => value,
        int number => (long)number,
        BigInteger number when number >= long.MinValue && number <= long.MaxValue => (long)number,
        _ => ThrowValueConversionError(value),
    };

    /// <inheritdoc/>
    public override object? Serialize(object? value) => value switch
    {
        null or long => value,
        int number => (long)number,
        _ => ThrowSerializationError(value),
    };
}
