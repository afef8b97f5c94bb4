using System.Buffers;
using System.Globalization;

namespace KGPlanGraph.PlanDocuments.Text;

/// <summary>Recognises the marker of a line by hand: one look at each character.</summary>
internal static class MarkerReader
{
    /// <summary>The letters of official documents, in their order; ă, â, ê, ô, ơ, ư, f, j, w, z are not used.</summary>
    public const string Letters = "abcdđeghiklmnopqrstuvxy";

    private static readonly (string Word, MarkerKind Kind, string Sign)[] Divisions =
        [("phần ", MarkerKind.Division, "P"), ("chương ", MarkerKind.Chapter, "C"), ("điều ", MarkerKind.Article, "Đ")];

    private static readonly string[] Ordinals = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];

    private static readonly SearchValues<char> NumberEnds = SearchValues.Create(" .:-–/");

    private static readonly string[] Prefixes = ["mục "];

    public static Marker Read(string line)
    {
        var text = line.StartsWith("- ", StringComparison.Ordinal) && ReadLetter(line[2..]).Kind != MarkerKind.None ? line[2..] : line;
        if (ReadDivision(text) is { Kind: not MarkerKind.None } division)
        {
            return division;
        }

        foreach (var prefix in Prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && ReadNumeral(text[prefix.Length..]) is { Kind: not MarkerKind.None } marker)
            {
                return marker;
            }
        }

        var numeral = ReadNumeral(text);
        return numeral.Kind != MarkerKind.None ? numeral : ReadLetter(text);
    }

    /// <summary>The value of a Roman numeral in its usual spelling, or 0.</summary>
    public static int Roman(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 8)
        {
            return 0;
        }

        var value = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = Digit(text[i]);
            if (digit == 0)
            {
                return 0;
            }

            value += i + 1 < text.Length && Digit(text[i + 1]) > digit ? -digit : digit;
        }

        return value > 0 && text.Equals(Write(value), StringComparison.OrdinalIgnoreCase) ? value : 0;
    }

    /// <summary>"PHẦN THỨ NHẤT", "Chương II", "Điều 3. Đào tạo": the heading may stand on the next line.</summary>
    private static Marker ReadDivision(string text)
    {
        if (text.Length < 5 || !char.IsUpper(text[0]))
        {
            return Marker.None;
        }

        foreach ((var word, var kind, var sign) in Divisions)
        {
            if (!text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var rest = text[word.Length..].TrimStart();
            if (rest.StartsWith("thứ ", StringComparison.OrdinalIgnoreCase))
            {
                rest = rest[4..].TrimStart();
            }

            var length = rest.AsSpan().IndexOfAny(NumberEnds) is var at and >= 0 ? at : rest.Length;
            var number = rest[..length];
            var value = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var arabic) && number.Length < 4 ? arabic : Roman(number);
            value = value > 0 ? value : Array.FindIndex(Ordinals, ordinal => ordinal.Equals(number, StringComparison.OrdinalIgnoreCase)) + 1;
            var behind = rest[length..].TrimStart();
            var closed = behind.Length == 0 || behind[0] is '.' or ':' or '-' or '–' or '/';
            // "Điều 5 của Luật" cites; a part may have its heading behind a mere blank, in capitals.
            if (value == 0 || (!closed && (kind == MarkerKind.Article || !Capitals.Are(behind))))
            {
                return Marker.None;
            }

            return new Marker(kind, [value], sign + value.ToString(CultureInfo.InvariantCulture), behind.TrimStart('.', ':', '-', '–', '/', ' '));
        }

        return Marker.None;
    }

    /// <summary>"(1) Việc": a number in brackets; the Roman ones are lists inside items.</summary>
    private static Marker ReadBracketed(string text)
    {
        var close = text.Length > 3 && text[0] == '(' ? text.IndexOf(')', 1, Math.Min(3, text.Length - 1)) : -1;
        if (close < 2 || !int.TryParse(text.AsSpan(1, close - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == 0)
        {
            return Marker.None;
        }

        var rest = text[(close + 1)..].Trim();
        return rest.Length == 0 ? Marker.None
            : new Marker(MarkerKind.Number, [value], value.ToString(CultureInfo.InvariantCulture), rest, true);
    }

    private static Marker ReadNumeral(string text)
    {
        if (text.StartsWith('('))
        {
            return ReadBracketed(text);
        }

        var length = 0;
        while (length < text.Length && length < 9 && char.IsAsciiLetterUpper(text[length]))
        {
            length++;
        }

        if (length > 0)
        {
            return ReadRomanOrPart(text, length);
        }

        var parts = new List<int>();
        var i = 0;
        while (parts.Count < 4)
        {
            var start = i;
            while (i < text.Length && i - start < 3 && char.IsAsciiDigit(text[i]))
            {
                i++;
            }

            if (i == start)
            {
                break;
            }

            parts.Add(int.Parse(text.AsSpan(start, i - start), CultureInfo.InvariantCulture));
            if (i + 1 >= text.Length || text[i] != '.' || !char.IsAsciiDigit(text[i + 1]))
            {
                break;
            }

            i++;
        }

        if (parts.Count == 0 || parts.Contains(0) || i >= text.Length || char.IsAsciiDigit(text[i]))
        {
            return Marker.None;
        }

        var closed = text[i] is '.' or ')' or '/' or '-' or ':' || (parts.Count > 1 && text[i] == ' ');
        var rest = text[(i + 1)..].Trim();
        // 10/11/2022 or 2.000 at the start of a wrapped line is no marker.
        if (!closed || rest.Length == 0 || (text[i] != ' ' && char.IsAsciiDigit(text[i + 1])) || !char.IsLetter(FirstLetter(rest)))
        {
            return Marker.None;
        }

        return new Marker(MarkerKind.Number, parts, string.Join('.', parts), rest, text[i] == ')');
    }

    private static Marker ReadRomanOrPart(string text, int length)
    {
        var i = length;
        while (i < text.Length && text[i] == ' ')
        {
            i++;
        }

        if (i + 1 >= text.Length || text[i] is not ('.' or '-' or '–' or '/' or ')' or ':'))
        {
            return Marker.None;
        }

        if ((text[i] is '-' or '–' or ':' && text[i + 1] != ' ') || (text[i] == '/' && char.IsAsciiDigit(text[i + 1])))
        {
            return Marker.None;
        }
        // "II.1. Heading": the Roman numeral only repeats the section above.
        if (text[i] == '.' && char.IsAsciiDigit(text[i + 1]))
        {
            return ReadNumeral(text[(i + 1)..]);
        }

        var rest = text[(i + 1)..].Trim();
        if (rest.Length == 0 || !char.IsLetter(FirstLetter(rest)))
        {
            return Marker.None;
        }

        var label = text[..length];
        var value = Roman(label);
        var isPart = length == 1 && value is 0 or >= 50;
        if (isPart)
        {
            return new Marker(MarkerKind.Part, [label[0] - 'A' + 1], label, rest);
        }

        return value == 0 ? Marker.None : new Marker(MarkerKind.Roman, [value], label, rest);
    }

    private static Marker ReadLetter(string text)
    {
        var open = text.StartsWith('(') ? 1 : 0;
        if (text.Length < open + 3 || !char.IsLetter(text[open]) || !char.IsLower(text[open]))
        {
            return Marker.None;
        }

        var close = text[open + 1];
        var closed = open == 1 ? close == ')' : close is ')' or '/' || (close == '.' && text[open + 2] == ' ');
        if (!closed)
        {
            return Marker.None;
        }

        var rest = text[(open + 2)..].Trim();
        return rest.Length == 0 ? Marker.None : new Marker(MarkerKind.Letter, [Rank(text[open])], text[open].ToString(), rest);
    }

    /// <summary>Ten times the place among the official letters; another letter stands behind the one it comes after.</summary>
    private static int Rank(char letter)
    {
        var at = Letters.IndexOf(letter, StringComparison.Ordinal);
        return at >= 0 ? (at + 1) * 10 : ((Letters.IndexOf(Base(letter), StringComparison.Ordinal) + 1) * 10) + 5;
    }

    private static char Base(char letter) => letter switch
    {
        'ă' or 'â' => 'a',
        'ê' or 'f' => 'e',
        'j' => 'i',
        'ô' or 'ơ' => 'o',
        'ư' => 'u',
        'w' => 'v',
        _ => 'y',
    };

    private static char FirstLetter(string rest) => rest[0] is '“' or '"' or '(' or '\'' or '*' && rest.Length > 1 ? rest[1] : rest[0] is >= '0' and <= '9'
        ? 'a' : rest[0];

    private static int Digit(char c) => char.ToUpperInvariant(c) switch
    {
        'I' => 1,
        'V' => 5,
        'X' => 10,
        'L' => 50,
        'C' => 100,
        'D' => 500,
        'M' => 1000,
        _ =>
        0
    };

    /// <summary>The usual spelling of a Roman numeral.</summary>
    public static string Write(int value)
    {
        (int, string)[] signs = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
            (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
        var written = "";
        foreach ((var worth, var sign) in signs)
        {
            for (; value >= worth; value -= worth)
            {
                written += sign;
            }
        }

        return written;
    }
}
