using System.Globalization;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>Numbers as lists write them.</summary>
internal static class ListNumber
{
    private static readonly string[] Words = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];

    /// <summary>A number in one of Word's formats (<c>w:numFmt</c>); null for a format without numbers.</summary>
    public static string? Write(int number, string? format) => format switch
    {
        "bullet" or "none" => null,
        "lowerLetter" => Letter(number),
        "upperLetter" => Letter(number).ToUpperInvariant(),
        "lowerRoman" => Roman(number).ToLowerInvariant(),
        "upperRoman" => Roman(number),
        "decimalZero" => number.ToString("00", CultureInfo.InvariantCulture),
        "vietnameseCounting" when number >= 0 && number < Words.Length => Words[number],
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>a … z, aa, bb …, as Word counts.</summary>
    public static string Letter(int number) =>
        number is > 0 and <= 26 * 30 ? new string((char)('a' + ((number - 1) % 26)), ((number - 1) / 26) + 1) : number.ToString(CultureInfo.InvariantCulture);

    private static string Roman(int number) => number is > 0 and < 4000 ? MarkerReader.Write(number) : number.ToString(CultureInfo.InvariantCulture);
}
