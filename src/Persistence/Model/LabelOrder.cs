using System.Globalization;
using System.Text;

namespace KGPlanGraph.Persistence.Model;

/// <summary>
/// Outline labels as texts that sort by code point as the document does: II.1.d, II.1.đ, II.1.e; II.2 before II.10.
/// Each part of the label becomes digits, and the parts are joined with dots: <c>II.1.đ</c> → <c>000002.000001.07</c>.
/// </summary>
public static class LabelOrder
{
    // The Vietnamese alphabet, with f, j, w and z at their Latin places.
    private const string Alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
    private const string RomanDigits = "IVXLCDM";
    private const int Unknown = 99;

    private static readonly int[] RomanValues = [1, 5, 10, 50, 100, 500, 1000];

    /// <summary>The sort key of a whole label.</summary>
    public static string Of(string label)
    {
        var parts = label.Normalize(NormalizationForm.FormC).Trim().Split('.');
        var key = new StringBuilder(label.Length * 3);
        for (var index = 0; index < parts.Length; index++)
        {
            if (index > 0)
            {
                key.Append('.');
            }
            // Below the first level a lone c, d, i … is a letter of a list, not a numeral.
            if (index == 0 && TryReadRoman(parts[0], out var number))
            {
                key.Append(CultureInfo.InvariantCulture, $"{number:D6}");
            }
            else
            {
                AppendPart(key, parts[index]);
            }
        }

        return key.ToString();
    }

    /// <summary>Reads a numeral of capitals in its usual form; IIII and VX are none.</summary>
    internal static bool TryReadRoman(string text, out int number)
    {
        number = 0;
        var previous = int.MaxValue;
        foreach (var letter in text)
        {
            var digit = RomanDigits.IndexOf(letter, StringComparison.Ordinal);
            if (digit < 0)
            {
                return false;
            }

            var value = RomanValues[digit];
            number += value > previous ? value - (2 * previous) : value;
            previous = value;
        }

        return text.Length > 0 && text == WriteRoman(number);
    }

    private static string WriteRoman(int number)
    {
        (int Value, string Text)[] steps =
        [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
            (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ];
        var text = new StringBuilder();
        foreach (var (value, letters) in steps)
        {
            for (; number >= value; number -= value)
            {
                text.Append(letters);
            }
        }

        return text.ToString();
    }

    private static void AppendPart(StringBuilder key, string part)
    {
        for (var index = 0; index < part.Length;)
        {
            if (!char.IsAsciiDigit(part[index]))
            {
                key.Append(CultureInfo.InvariantCulture, $"{Rank(part[index++]):D2}");
                continue;
            }

            var start = index;
            while (index < part.Length && char.IsAsciiDigit(part[index]))
            {
                index++;
            }

            key.Append(part[start..index].TrimStart('0').PadLeft(6, '0'));
        }
    }

    private static int Rank(char letter)
    {
        var rank = Alphabet.IndexOf(WithoutTone(char.ToLowerInvariant(letter)), StringComparison.Ordinal);
        return rank < 0 ? Unknown : rank + 1;
    }

    // á is a with a tone, but ă and ư are letters of their own.
    private static char WithoutTone(char letter)
    {
        var marks = letter.ToString().Normalize(NormalizationForm.FormD);
        if (marks.Length == 1)
        {
            return letter;
        }

        var kept = string.Concat(marks.Where(mark => mark is not ('\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323')));
        return kept.Normalize(NormalizationForm.FormC) is [var single] ? single : letter;
    }
}
