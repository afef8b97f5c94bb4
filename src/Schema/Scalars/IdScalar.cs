using System.Globalization;
using System.Numerics;
using GraphQL.Types;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Scalars;

/// <summary>
/// The built-in ID. Clients may send text or a whole number; its value in the server is always a <see cref="string"/>, where the library's is an int, a long
/// or a BigInteger at times. What is no id at all is found out by whoever looks it up.
/// </summary>
public sealed class IdScalar : ScalarGraphType
{
    public IdScalar() => Name = "ID";

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text when StringScalar.IsStorable(text.Value.Span) => text.Value.ToString(),
        GraphQLIntValue digits => digits.Value.ToString(),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    /// <inheritdoc/>
    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text when StringScalar.IsStorable(text) => text,
        int or long or BigInteger => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => ThrowValueConversionError(value),
    };

    /// <inheritdoc/>
    public override object? Serialize(object? value) => value is null or string ? value : ThrowSerializationError(value);
}
