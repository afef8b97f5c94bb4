using System.Text;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>Texts that break what is careless with texts.</summary>
internal static class WorldTexts
{
    private static readonly string[] Words =
    [
        "công nghiệp", "Cụm", "cụm", "khu", "Đầu tư", "đầu tư", "dầu", "điện", "Điện lực", "An Sơn", "Ân", "Ăn", "ao", "ảo", "áo", "âm", "ăm",
        "đường", "dường", "Dương", "kế hoạch", "Kế hoạch", "KẾ HOẠCH", "ke hoach", "phối hợp", "Ủy ban", "ưu tiên", "uu tien", "ơn", "on", "ôn",
        "năm 2022", "quý II", "xã", "Xã", "yên", "Ý", "zone", "fax", "100%", "a_b", "a%b", @"a\b", "'một'", "\"hai\"", "`ba`", "$1", "--", "/*", "🏭",
        "👩‍🏭 nhà máy", "𠮷", "\uFFFD", "ﬀ", "ß", "İ", "tab\tgiữa", "dòng\nmới", "A\u030A", "e\u0301\u0323", "Số 10", "số 9", ";", "{}", "[1]", "<b>", "&amp;",
    ];

    /// <summary>A short text, at times in NFD, at times odd from its first character on.</summary>
    public static string Short(Random random)
    {
        var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Words[random.Next(Words.Length)]));
        if (random.Next(20) == 0)
        {
            text = " " + text;
        }

        return random.Next(5) == 0 ? text.Normalize(NormalizationForm.FormD) : text;
    }

    /// <summary>A text of a few to several thousand characters.</summary>
    public static string Long(Random random) =>
        string.Join(' ', Enumerable.Range(0, random.Next(12) == 0 ? 1_000 : random.Next(1, 20)).Select(_ => Words[random.Next(Words.Length)]));

    /// <summary>A text or none.</summary>
    public static string? Maybe(Random random) => random.Next(3) == 0 ? null : Short(random);
}
