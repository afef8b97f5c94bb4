using System.Text;

namespace KGPlanGraph.PlanDocuments.Organisations;

/// <summary>
/// How else the name of a body is written: "Sở KH&amp;ĐT", "Sở Kế hoạch &amp; Đầu tư", "Sở LĐ-TB và XH", "BQL KKT", "UBND huyện A".
/// They follow from the name, so that bodies entered by hand have them too.
/// </summary>
internal static class BodyNames
{
    private const int MostGroups = 3;
    private const int FewestAcronymLetters = 3;

    private static readonly (string Long, string Short)[] Forms =
    [
        ("Ủy ban nhân dân", "UBND"), ("Hội đồng nhân dân", "HĐND"), ("Ban Quản lý", "BQL"), ("Văn phòng", "VP"), ("Công an", "CA"), ("Bộ Chỉ huy", "BCH"),
        ("Khu kinh tế", "KKT"), ("khu công nghiệp", "KCN"), ("Mặt trận Tổ quốc", "MTTQ"), ("Ủy ban Mặt trận Tổ quốc", "UBMTTQ"), ("Bảo hiểm xã hội", "BHXH"),
        ("Kho bạc Nhà nước", "KBNN"), ("Ngân hàng Nhà nước", "NHNN"), ("Liên đoàn Lao động", "LĐLĐ"), ("Liên hiệp Phụ nữ", "LHPN"), ("Quân sự", "QS"),
        ("Bộ đội Biên phòng", "BĐBP"), ("Quản lý", "QL"), ("Thành phố", "TP"), ("Trung tâm", "TT"),
    ];

    private static readonly string[] Departments = ["Sở ", "Bộ "];
    private static readonly string[] FirstJoin = [""];
    private static readonly string[] Joins = ["", "-", "&", " và ", ", ", " "];

    /// <summary>Other spellings than <paramref name="name"/> itself.</summary>
    public static IEnumerable<string> Variants(string name)
    {
        var written = new List<string> { name };
        foreach ((var full, var brief) in Forms)
        {
            written.AddRange(written.Where(one => Has(one, full)).Select(one => one.Replace(full, brief, StringComparison.OrdinalIgnoreCase)).ToList());
            written.AddRange(written.Where(one => Has(one, brief)).Select(one => one.Replace(brief, full, StringComparison.Ordinal)).ToList());
        }

        written.AddRange(written.Select(WithoutProvince).OfType<string>().ToList());
        // "Ban QLKKT", "BQLKKT"
        written.AddRange(written.Where(one => one.Contains("QL KKT", StringComparison.Ordinal)).Select(one => one.Replace("QL KKT", "QLKKT", StringComparison.Ordinal)).ToList());
        return written.Concat(Departments.Where(form => name.StartsWith(form, StringComparison.OrdinalIgnoreCase)).SelectMany(form => OfGroups(form, name[form.Length..])))
            .Distinct().Where(one => one != name);
    }

    /// <summary>"SKHĐT" and "SKHDT", written in capitals only; empty where the name is not that of a department or board.</summary>
    public static IReadOnlyList<string> Acronyms(string name)
    {
        var isNamed = Departments.Append("Ban Quản lý ").Any(form => name.StartsWith(form, StringComparison.OrdinalIgnoreCase));
        var letters = isNamed ? Initials(WithoutUnit(name)) : "";
        return letters.Length < FewestAcronymLetters ? [] : [.. new[] { letters, letters.Replace('Đ', 'D') }.Distinct()];
    }

    private static bool Has(string name, string part)
    {
        var at = name.IndexOf(part, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at == 0 || name[at - 1] == ' ') && (at + part.Length == name.Length || name[at + part.Length] == ' ');
    }

    /// <summary>"Ban Quản lý Khu kinh tế": in its own province a long name needs no "tỉnh"; a committee's always does.</summary>
    private static string? WithoutProvince(string name)
    {
        var brief = WithoutUnit(name);
        var isCommittee = name.StartsWith("Ủy ban", StringComparison.Ordinal) || name.StartsWith("Hội đồng", StringComparison.Ordinal)
            || name.StartsWith("UBND", StringComparison.Ordinal) || name.StartsWith("HĐND", StringComparison.Ordinal);
        return brief.Length < name.Length && !isCommittee && (brief.Count(c => c == ' ') >= 4 || brief.StartsWith("BQL ", StringComparison.Ordinal) || brief.StartsWith("Ban QL ", StringComparison.Ordinal)) ? brief : null;
    }

    private static string WithoutUnit(string name) => name.EndsWith(" tỉnh", StringComparison.Ordinal) ? name[..^" tỉnh".Length] : name;

    /// <summary>"Lao động - Thương binh và Xã hội": each group whole or by its initials, joined in each of the ways.</summary>
    private static List<string> OfGroups(string form, string rest)
    {
        string[] groups = [.. rest.Replace(" và ", "|", StringComparison.Ordinal).Replace(" & ", "|", StringComparison.Ordinal).Split(['|', '-', ','],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        if (groups.Length is 0 or > MostGroups || rest.Contains('('))
        {
            return [];
        }

        var written = new List<string> { "" };
        for (var i = 0; i < groups.Length; i++)
        {
            string[] parts = [groups[i], Initials(groups[i])];
            var joins = i == 0 ? FirstJoin : Joins;
            written = [.. written.SelectMany(before => parts.SelectMany(part => joins
                .Where(join => join.Length > 0 || i == 0 || (IsInitials(part) && IsInitials(before)))
                .Select(join => before + join + part)))];
        }

        return [.. written.Select(one => form + one)];
    }

    private static bool IsInitials(string text) => text.Length > 0 && !text.Any(char.IsLower) && !text.EndsWith(' ');

    private static string Initials(string text)
    {
        var initials = new StringBuilder();
        foreach (var word in text.Split([' ', '-', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is not ("và" or "&"))
            {
                initials.Append(char.ToUpperInvariant(word[0]));
            }
        }

        return initials.ToString();
    }
}
