using System.Globalization;
using KGPlanGraph.PlanDocuments.Outline;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>Reads the numbers of which dates are made. Whether the date exists is the caller's question.</summary>
internal static class DateReader
{
    private static readonly string Thang = WordKey.Of("tháng");
    private static readonly string Nam = WordKey.Of("năm");

    /// <summary>"10/11/2022", "10-11-2022", "10.11.2022", "10/11", "10 tháng 11 năm 2022", "10 tháng 11"; null where nothing of the kind stands at the
    /// place.</summary>
    public static WrittenDate? At(Passage passage, int at)
    {
        if (Number(passage, at, 2) is not { } day)
        {
            return null;
        }

        if (passage.Key(at + 1) == Thang && Number(passage, at + 2, 2) is { } month)
        {
            var year = YearAt(passage, at + 3, out var behind);
            return new WrittenDate(at, behind, day, month, year);
        }

        var separator = passage.Key(at + 1);
        if (separator is not ("/" or "-" or ".") || Number(passage, at + 2, 2) is not { } second)
        {
            return null;
        }

        var isFull = passage.Key(at + 3) == separator && Number(passage, at + 4, 4) is not null;
        if (isFull)
        {
            return new WrittenDate(at, at + 5, day, second, Number(passage, at + 4, 4));
        }
        // Without a year only the slash makes a date.
        return separator == "/" && passage.Key(at + 3) != "/" ? new WrittenDate(at, at + 3, day, second, null) : null;
    }

    /// <summary>"/2022", "năm 2022", "-2022", ".2022"; <paramref name="behind"/> is the token behind it.</summary>
    public static int? YearAt(Passage passage, int at, out int behind)
    {
        var parted = passage.Key(at) is "/" || passage.Key(at) == Nam || (passage.Key(at) is "-" or "." && passage.IsGlued(at) && passage.IsGlued(at + 1));
        int? year = parted && Number(passage, at + 1, 4) is >= 1900 and var found ? found : null;
        behind = year is null ? at : at + 2;
        return year;
    }

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
