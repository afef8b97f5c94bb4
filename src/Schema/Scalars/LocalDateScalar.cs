using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Scalars;

/// <summary>The scalar LocalDate: yyyy-MM-dd, years 0001 to 9999. Its value in the server is a <see cref="DateOnly"/>.</summary>
public sealed class LocalDateScalar : ScalarGraphType
{
    private const string Format = "yyyy-MM-dd";

    public LocalDateScalar() => Name = "LocalDate";

    /// <summary>Reads a day as clients write it; false for anything else, days that no calendar has among it.</summary>
    public static bool TryParse(string? text, out DateOnly day)
        => DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>Writes a day as clients read it.</summary>
    public static string Print(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text when TryParse(text.Value.ToString(), out var day) => day,
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    /// <inheritdoc/>
    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        DateOnly => value,
        string text when TryParse(text, out var day) => day,
        _ => ThrowValueConversionError(value),
    };

    /// <inheritdoc/>
    public override object? Serialize(object? value) => value is DateOnly day ? Print(day) : value is null ? null : ThrowSerializationError(value);
}
