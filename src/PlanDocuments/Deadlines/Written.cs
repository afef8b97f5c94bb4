using System.Globalization;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>Reads quarters, months and years as plans write them, alone or several at once.</summary>
internal static class Written
{
    private static readonly string[] Quarters = [WordKey.Of("quý"), WordKey.Of("quí")];
    private static readonly string Month = WordKey.Of("tháng");
    private static readonly Phrases Joins = new("và", ",", "-", "đến", "hoặc", "hay", "đến hết", "tới", "+", "&", ";");
    private static readonly Phrases Ranges = new("-", "đến", "đến hết", "tới");
    private static readonly string[] Words = ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai", "bốn"];
    private static readonly Phrases Named = new(Words);
    private static readonly Phrases Ambiguous = new("một", "năm");
    private static readonly Phrases Before = new("thứ", ":");

    /// <summary>"quý", "quí", "tháng", "Q2", "QII", "T6", "Q.II", "T.6".</summary>
    public static PeriodUnit? UnitAt(Passage passage, int at)
    {
        var key = passage.Key(at);
        if (Quarters.Contains(key) || IsShort(passage, at, 'q') || IsAbbreviated(passage, at, "q", 4))
        {
            return PeriodUnit.Quarter;
        }

        return key == Month || IsShort(passage, at, 't') || IsAbbreviated(passage, at, "t", 12) ? PeriodUnit.Month : null;
    }

    /// <summary>"quý II, III/2022", "tháng 6 - tháng 8/2022", "từ quý II đến quý IV/2022": the last one counts.</summary>
    public static WrittenPeriod? PeriodAt(Passage passage, int at, PeriodUnit unit)
    {
        if (NumberAt(passage, at, out var end) is not { } last)
        {
            return null;
        }

        var year = DateReader.YearAt(passage, end, out end);
        var isRange = false;
        List<int> members = [last];
        for (var count = 1; count < 12 && Joins.At(passage, end) is > 0 and var join; count++)
        {
            var next = end + join;
            var until = Ranges.At(passage, end) > 0;
            var repeats = UnitAt(passage, next) == unit;
            // Behind a year only a range goes on; "và" begins another time.
            if ((year is not null && !until) || (until && !repeats && passage.Key(end) != "-") || next >= passage.Count || passage.Breaks(next))
            {
                break;
            }

            var behind = next + 1;
            var number = repeats ? NumberAt(passage, next, out behind) : DateReader.Numeral(passage, next);
            var isDate = !repeats && passage.Key(behind) == "/" && passage.Key(behind + 2) == "/";
            if (number is null || isDate || (!repeats && DateReader.Number(passage, next, 2) is not null && passage.Key(behind) == Month))
            {
                break;
            }

            (last, isRange) = (number.Value, isRange || until);
            members.Add(last);
            var written = DateReader.YearAt(passage, behind, out end);
            year = written ?? year;
            if (written is not null && !until)
            {
                break;
            }
        }

        return new WrittenPeriod(at, end, unit, last, year, isRange)
        {
            Members = members,
            IsBare = year is null && passage.Key(at + 1) == "." && DeadlineWords.ThisYear.At(passage, end) == 0,
        };
    }

    /// <summary>"III/2022", "III-IV/2022": a quarter without the word.</summary>
    public static WrittenPeriod? BareQuarterAt(Passage passage, int at)
    {
        if (QuarterNumeral(passage, at) is not { } first)
        {
            return null;
        }

        var join = Ranges.At(passage, at + 1);
        var (last, number) = join > 0 && QuarterNumeral(passage, at + 1 + join) is { } second ? (at + 1 + join, second) : (at, first);
        return YearBehind(passage, last) is { } year
            ? new WrittenPeriod(at, last + 3, PeriodUnit.Quarter, number, year, last > at) { IsBare = true, Members = [number] } : null;
    }

    /// <summary>"06/2022", "6-8/2022", "6/2022 - 8/2022": a month without the word.</summary>
    public static WrittenPeriod? BareMonthAt(Passage passage, int at)
    {
        if (DateReader.Number(passage, at, 2) is not { } month)
        {
            return null;
        }

        if (DashedYear(passage, at) is { } dashed)
        {
            return new WrittenPeriod(at, at + 3, PeriodUnit.Month, month, dashed, false) { IsBare = true };
        }

        if (YearBehind(passage, at) is { } year)
        {
            var next = at + 3 + Ranges.At(passage, at + 3);
            return next > at + 3 && DateReader.Number(passage, next, 2) is { } last && YearBehind(passage, next) is { } until
                ? new WrittenPeriod(at, next + 3, PeriodUnit.Month, last, until, true) { IsBare = true }
                : new WrittenPeriod(at, at + 3, PeriodUnit.Month, month, year, false) { IsBare = true };
        }

        return passage.Key(at + 1) == "-" && DateReader.Number(passage, at + 2, 2) is { } end && YearBehind(passage, at + 2) is { } inYear && end > month
            ? new WrittenPeriod(at, at + 5, PeriodUnit.Month, end, inYear, true) { IsBare = true } : null;
    }

    private static int? YearBehind(Passage passage, int at) =>
        passage.Key(at + 1) == "/" && DateReader.Year(passage, at + 2) is { } year && passage.Key(at + 3) != "/" ? year : null;

    /// <summary>"6-2022", "6.2022"</summary>
    private static int? DashedYear(Passage passage, int at) => passage.Key(at + 1) is "-" or "." && passage.IsGlued(at + 1) && passage.IsGlued(at + 2)
        && !(passage.Key(at - 1) is "-" or "." && passage.IsGlued(at)) && DateReader.Year(passage, at + 2) is { } year ? year : null;

    private static int? QuarterNumeral(Passage passage, int at) =>
        passage.IsUpper(at) && MarkerReader.Roman(passage.Key(at)) is >= 1 and <= 4 and var quarter ? quarter : null;

    /// <summary>The token of the last year in "2021-2025", "2021 đến 2025", "2021 đến năm 2025"; null where one year stands alone.</summary>
    public static int? SpanEnd(Passage passage, int first)
    {
        var join = Ranges.At(passage, first + 1);
        var last = first + 1 + join;
        last += join > 0 && passage.Key(last) == WordKey.Of("năm") ? 1 : 0;
        return join > 0 && DateReader.Number(passage, first, 4) is { } from && DateReader.Number(passage, last, 4) is { } to && to > from && to - from < 60 ? last : null;
    }

    private static int? NumberAt(Passage passage, int at, out int end)
    {
        end = at + 1;
        var key = passage.Key(at);
        if (key.Length > 0 && IsShort(passage, at, key[0]))
        {
            return int.TryParse(key.AsSpan(1), CultureInfo.InvariantCulture, out var digits) ? digits : MarkerReader.Roman(key.AsSpan(1));
        }

        var from = at + 1 + (key.Length == 1 ? 1 : Before.At(passage, at + 1));
        end = from + 1;
        return DateReader.Numeral(passage, from) ?? WordAt(passage, from, out end);
    }

    /// <summary>"tháng Sáu", "tháng sáu năm 2022": in small letters only where a year or the clause's end follows, for "tháng hai bên …" is no time.</summary>
    public static int? WordAt(Passage passage, int at, out int end)
    {
        var length = Named.At(passage, at);
        end = at + length;
        if (length == 0)
        {
            return null;
        }

        var hasYear = DateReader.YearAt(passage, end, out _) is not null;
        var closes = passage.Key(end) is "" or "." or ";" or "," or ")" || passage.Breaks(end) || DeadlineWords.EachYear.At(passage, end) > 0;
        if (!passage.IsUpper(at) && !hasYear && (!closes || Ambiguous.At(passage, at) == length))
        {
            return null;
        }

        var word = passage.Slice(at, end);
        var number = Array.FindIndex(Words, name => name.Equals(word, StringComparison.OrdinalIgnoreCase)) + 1;
        return number > 12 ? 4 : number;
    }

    /// <summary>"Q.III", "T.6"</summary>
    private static bool IsAbbreviated(Passage passage, int at, string letter, int most) => passage.Key(at) == letter && passage.IsUpper(at) && passage.Key(at + 1) == "."
        && passage.IsGlued(at + 1) && DateReader.Numeral(passage, at + 2) is { } number && number <= most;

    /// <summary>"Q2/2022", "QII/2022", "T6/2022", "T6-T8/2022": only with a year behind.</summary>
    private static bool IsShort(Passage passage, int at, char letter)
    {
        var key = passage.Key(at);
        var isNumbered = key.Length is 2 or 3 && key.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
        var isRoman = letter == 'q' && key.Length is >= 2 and <= 4 && passage.IsUpper(at) && MarkerReader.Roman(key.AsSpan(1)) > 0;
        return (isNumbered || isRoman) && key[0] == letter && letter is 'q' or 't'
            && HasYear(passage, at + 1);
    }

    private static bool HasYear(Passage passage, int end)
    {
        for (var members = 0; members < 5; members++)
        {
            if (DateReader.YearAt(passage, end, out _) is not null)
            {
                return true;
            }

            var next = end + Joins.At(passage, end);
            var key = passage.Key(next);
            var isMember = next > end && (DateReader.Numeral(passage, next) is not null || (key.Length is 2 or 3 && key[0] is 'q' or 't' && char.IsAsciiDigit(key[1])));
            if (!isMember)
            {
                return false;
            }

            end = next + 1;
        }

        return false;
    }
}

/// <summary>The unit of a written period.</summary>
internal enum PeriodUnit
{
    Quarter,
    Month,
}

/// <summary>A quarter or month as written, from token <paramref name="Start"/> up to <paramref name="End"/>; it need not exist.</summary>
internal readonly record struct WrittenPeriod(int Start, int End, PeriodUnit Unit, int Last, int? Year, bool IsRange)
{
    /// <summary>Without the word: only other words tell that it is a time.</summary>
    public bool IsBare { get; init; }

    /// <summary>The numbers of all that are listed, where there is more than one.</summary>
    public IReadOnlyList<int>? Members { get; init; }

    public int Most => Unit is PeriodUnit.Quarter ? 4 : 12;

    /// <summary>Its last day in a year.</summary>
    public (DeadlineKind Kind, DateOnly DueOn) In(int year) => In(year, Last);

    /// <summary>Of each that is listed, which come again each year: "tháng 6 và tháng 12 hằng năm".</summary>
    public IEnumerable<(DeadlineKind Kind, DateOnly DueOn)> EachIn(int year)
    {
        var period = this;
        return IsRange || Members is null ? [In(year)] : Members.Where(member => member >= 1 && member <= period.Most).Distinct().Select(member => period.In(year, member));
    }

    private (DeadlineKind Kind, DateOnly DueOn) In(int year, int number)
    {
        var month = Unit is PeriodUnit.Quarter ? number * 3 : number;
        var kind = IsRange ? DeadlineKind.Period : Unit is PeriodUnit.Quarter ? DeadlineKind.Quarter : DeadlineKind.Month;
        return (kind, new DateOnly(year, month, DateTime.DaysInMonth(year, month)));
    }

    public DateOnly FirstDay(int year) => new(year, Unit is PeriodUnit.Quarter ? (Last * 3) - 2 : Last, 1);
}
