using System.Globalization;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>Reads the numbers of which dates are made. Whether the date exists is the caller's question.</summary>
internal static class DateReader
{
    private static readonly string Day = WordKey.Of("ngày");
    private static readonly string Thang = WordKey.Of("tháng");
    private static readonly Phrases OfYear = new("năm", ", năm", "của năm", "trong năm");

    /// <summary>"10/11/2022", "10-11-2022", "10.11.2022", "10/11/22", "10/11", "10 tháng 11 năm 2022", "10 tháng Sáu", behind "ngày" also "15-6"; null where nothing
    /// of the kind stands at the place.</summary>
    public static WrittenDate? At(Passage passage, int at)
    {
        if (Number(passage, at, 2) is not { } day)
        {
            return null;
        }

        var ofMonth = at + (passage.Key(at + 1) == "," ? 2 : 1);
        if (passage.Key(ofMonth) == Thang && MonthAt(passage, ofMonth, out var end) is { } month)
        {
            var year = YearAt(passage, end, out var behind);
            return new WrittenDate(at, behind, day, month, year);
        }

        var separator = passage.Key(at + 1);
        if (separator is not ("/" or "-" or ".") || Number(passage, at + 2, 2) is not { } second)
        {
            return null;
        }

        var isFull = passage.Key(at + 3) == separator && (Number(passage, at + 4, 4) ?? ShortYear(passage, at + 4)) is not null;
        if (isFull)
        {
            return new WrittenDate(at, at + 5, day, second, Number(passage, at + 4, 4) ?? ShortYear(passage, at + 4));
        }

        // Without a year only the slash makes a date, or "ngày" before what is no span of days.
        var isNamed = passage.Key(at - 1) == Day && day <= 31 && second is >= 1 and <= 12 && passage.IsGlued(at + 1) && passage.IsGlued(at + 2)
            && (separator == "." || day > second) && passage.Key(at + 3) != Thang;
        var bare = separator == "/" || isNamed;
        if (!bare || passage.Key(at + 3) == "/")
        {
            return null;
        }

        // "15/6 năm 2022"
        var inYear = OfYear.At(passage, at + 3) is > 0 and var word && Year(passage, at + 3 + word) is { } said ? said : (int?)null;
        return new WrittenDate(at, inYear is null ? at + 3 : at + 4 + OfYear.At(passage, at + 3), day, second, inYear);
    }

    /// <summary>"/2022", "/22", "năm 2022", ", năm 2022", "của năm 2022", "-2022", " - 2022", ".2022", "(2022)"; <paramref name="behind"/> is the token behind it.</summary>
    public static int? YearAt(Passage passage, int at, out int behind)
    {
        var key = passage.Key(at);
        behind = at;
        if (key == "/" && ShortYear(passage, at + 1) is { } inCentury)
        {
            behind = at + 2;
            return inCentury;
        }

        var isSign = key == "/" || (key is "-" or "." && passage.IsGlued(at) == passage.IsGlued(at + 1) && (key == "-" || passage.IsGlued(at)));
        var isBracketed = key == "(";
        var word = isSign ? 1 : isBracketed ? 1 + OfYear.At(passage, at + 1) : OfYear.At(passage, at);
        if (word == 0 || Year(passage, at + word) is not { } year || (isBracketed && passage.Key(at + word + 1) != ")"))
        {
            return null;
        }

        behind = at + word + (isBracketed ? 2 : 1);
        return year;
    }

    /// <summary>"22" in "tháng 6/22": a year of this century, where it cannot be a day of the month or a fraction's end.</summary>
    private static int? ShortYear(Passage passage, int at) =>
        passage.IsGlued(at) && passage.IsGlued(at - 1) && passage.Key(at).Length == 2 && Number(passage, at, 2) is >= 20 and < 60 and var year && passage.Key(at + 1) != "/"
            ? 2000 + year : null;

    /// <summary>"tháng 6", "tháng Sáu": its number.</summary>
    private static int? MonthAt(Passage passage, int at, out int end)
    {
        end = at + 2;
        return Number(passage, at + 1, 2) ?? Written.WordAt(passage, at + 1, out end);
    }

    /// <summary>A year that a deadline may lie in, in four digits.</summary>
    public static int? Year(Passage passage, int at) => Number(passage, at, 4) is >= 1900 and <= 2200 and var year ? year : null;

    /// <summary>The number at the place if it has at most <paramref name="digits"/> digits; four must be four.</summary>
    public static int? Number(Passage passage, int at, int digits)
    {
        var key = passage.Key(at);
        var fits = key.Length > 0 && (digits == 4 ? key.Length == 4 : key.Length <= digits);
        return fits && key.All(char.IsAsciiDigit) ? int.Parse(key, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>A Roman or Arabic numeral.</summary>
    public static int? Numeral(Passage passage, int at) =>
        Number(passage, at, 2) ?? (passage.IsUpper(at) && MarkerReader.Roman(passage.Key(at)) is > 0 and var roman ? roman : null);
}
