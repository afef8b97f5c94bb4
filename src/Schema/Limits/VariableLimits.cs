using System.Globalization;
using System.Text.Json;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Limits;

/// <summary>
/// What the variables' JSON may hold: nesting, number of values, length of numbers, and only text that is Unicode. Read on the way past it,
/// since JSON has to be walked anyway to find where the variables end.
/// </summary>
public static class VariableLimits
{
    /// <summary>Objects and lists within each other; a filter nested 50 deep needs about 105.</summary>
    public const int MaxNesting = 128;

    /// <summary>Keys and values; a filter with 10,000 values fits.</summary>
    public const int MaxValues = 20_000;

    /// <summary>How deep a reader must be allowed to go for this class, not the reader, to name what is too deep.</summary>
    public const int ReaderDepth = 1_000;

    /// <summary>
    /// Moves <paramref name="reader"/>, which stands on the start of an object or list, to its end.
    /// Null, or what is wrong with it; the reader is then anywhere.
    /// </summary>
    /// <exception cref="JsonException">The JSON is malformed.</exception>
    public static GraphQLError? Skip(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        var values = 0;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.CurrentDepth - depth > MaxNesting)
            {
                return Wrong($"nest more than {MaxNesting} levels", $"lồng quá {MaxNesting} cấp");
            }

            if (++values > MaxValues)
            {
                return Wrong($"hold more than {MaxValues} keys and values", $"có quá {MaxValues} khóa và giá trị");
            }

            if (reader.TokenType == JsonTokenType.Number && reader.ValueSpan.Length > DocumentLimits.MaxNumberLength)
            {
                return Wrong($"hold a number of over {DocumentLimits.MaxNumberLength} characters", $"có số dài quá {DocumentLimits.MaxNumberLength} ký tự");
            }

            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !IsText(reader.ValueSpan))
            {
                return Wrong("hold a string with U+0000 or half a surrogate pair", "có chuỗi chứa U+0000 hoặc nửa cặp thay thế");
            }
        }

        return null;
    }

    /// <summary>True where the escapes of a JSON string give Unicode text without U+0000.</summary>
    /// <param name="escaped">A JSON string without its quotes, known to be well-formed.</param>
    public static bool IsText(ReadOnlySpan<byte> escaped)
    {
        var high = false;
        while (escaped.IndexOf((byte)'\\') is >= 0 and var at)
        {
            if (high && at > 0)
            {
                return false;
            }

            escaped = escaped[(at + 1)..];
            var unit = escaped[0] == (byte)'u' ? int.Parse(escaped.Slice(1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : 1;
            if (unit == 0 || high != unit is >= 0xDC00 and <= 0xDFFF)
            {
                return false;
            }

            high = unit is >= 0xD800 and <= 0xDBFF;
            escaped = escaped[(escaped[0] == (byte)'u' ? 5 : 1)..];
        }

        return !high;
    }

    private static GraphQLError Wrong(string english, string vietnamese) =>
        new(ErrorCodes.InvalidVariable, new($"The variables {english}.", $"Các biến {vietnamese}."));
}
