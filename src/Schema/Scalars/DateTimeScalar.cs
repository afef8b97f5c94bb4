using System.Globalization;
using System.Text.RegularExpressions;
using GraphQL.Types;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Scalars;

/// <summary>
/// The scalar DateTime: an instant as RFC 3339 writes it, with any offset. Its value in the server is a <see cref="DateTimeOffset"/> in UTC;
/// answers are in UTC with milliseconds, as Hot Chocolate's.
/// </summary>
public sealed partial class DateTimeScalar : ScalarGraphType
{
    public DateTimeScalar() => Name = "DateTime";

    /// <summary>
    /// Reads an instant as clients write it; false for anything else: no offset, leap seconds, days that no calendar has, years outside 0001–9999 in UTC.
    /// Digits beyond 100 ns are dropped.
    /// </summary>
    public static bool TryParse(string? text, out DateTimeOffset instant)
    {
        instant = default;
        if (text is null || Rfc3339().Match(text) is not { Success: true } match)
        {
            return false;
        }

        var local = $"{match.Groups["day"].ValueSpan}T{match.Groups["time"].ValueSpan}";
        if (!DateTime.TryParseExact(local, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var seconds))
        {
            return false;
        }
        // DateTimeOffset's own parser stops at offsets of 14 hours; RFC 3339 at 23:59.
        var ticks = seconds.Ticks + Fraction(match.Groups["fraction"].ValueSpan) - Offset(match.Groups["offset"].ValueSpan);
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        instant = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    /// <summary>Writes an instant as clients read it: <c>2022-05-12T08:30:00.000Z</c>.</summary>
    public static string Print(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text when TryParse(text.Value.ToString(), out var instant) => instant,
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    /// <inheritdoc/>
    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        DateTimeOffset instant => instant.ToUniversalTime(),
        string text when TryParse(text, out var instant) => instant,
        _ => ThrowValueConversionError(value),
    };

    /// <inheritdoc/>
    public override object? Serialize(object? value)
        => value is DateTimeOffset instant ? Print(instant) : value is null ? null : ThrowSerializationError(value);

    private static long Fraction(ReadOnlySpan<char> digits)
    {
        long ticks = 0;
        for (var i = 0; i < 7; i++)
        {
            ticks = ticks * 10 + (i < digits.Length ? digits[i] - '0' : 0);
        }

        return ticks;
    }

    private static long Offset(ReadOnlySpan<char> offset)
    {
        if (offset.Length == 1)
        {
            return 0;
        }

        var minutes = int.Parse(offset[1..3], NumberStyles.None, CultureInfo.InvariantCulture) * 60
            + int.Parse(offset[4..6], NumberStyles.None, CultureInfo.InvariantCulture);
        return (offset[0] == '-' ? -minutes : minutes) * TimeSpan.TicksPerMinute;
    }

    [GeneratedRegex(@"\A(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]{1,18}))?"
        + @"(?<offset>[Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])\z")]
    private static partial Regex Rfc3339();
}
